import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../src/core/basics/json.ts'
import { checkSchema } from '../../../src/core/schema/check-schema.ts'
import { KEYWORDS } from '../../../src/core/schema/keywords.ts'
import {
  PATTERN_TEXT_MAX,
  PATTERN_WAYS_MAX,
  SCHEMA_DEPTH_MAX,
  SUBSCHEMAS_MAX,
} from '../../../src/core/schema/limits.ts'
import { patternWays } from '../../../src/core/schema/pattern-ways.ts'

function complaints(schema: JsonObject): readonly string[] {
  return checkSchema(schema).map(({ pointer, message, help }) => `${pointer}: ${message} ${help}`)
}

describe('checking a schema', () => {
  it('[SC1] every keyword of draft 2020-12 is known, and unknown words mean nothing', () => {
    const schema = {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'urn:example',
      $comment: 'a',
      title: 'Refund',
      description: 'b',
      $defs: { id: { type: 'string' } },
      type: ['object', 'null'],
      properties: { id: { $ref: '#/$defs/id' }, n: { type: 'integer', minimum: 0, multipleOf: 0.5 }, any: true },
      patternProperties: { '^x-': {} },
      additionalProperties: false,
      required: ['id'],
      dependentRequired: { n: ['id'] },
      dependentSchemas: { n: {} },
      minProperties: 1,
      propertyNames: { maxLength: 20 },
      default: null,
      examples: [],
      deprecated: false,
      'x-order': 3,
      format: 'whatever',
      colour: 'green',
    }
    expect(complaints(schema)).toEqual([])
    expect(complaints({ items: { uniqueItems: true }, prefixItems: [true, {}], contains: { enum: [1] } })).toEqual([])
  })

  it('[SC2] a misspelled keyword checks nothing, so it is named', () => {
    expect(complaints({ properties: { a: { minimun: 1 } } })).toEqual([
      '/properties/a/minimun: `minimun` is not a keyword of JSON Schema. Did you mean `minimum`?',
    ])
  })

  it.each([
    [{ type: 'strng' }, '/type: `strng` is not a type. Did you mean `string`?'],
    [{ type: ['string', 'zzz'] }, '/type: `zzz` is not a type. Use one of `string`, `number`'],
    [{ type: [] }, '/type: `[]` is not a type. Use one of'],
    [{ type: 3 }, '/type: `3` is not a type. Use one of'],
    [{ enum: [] }, '/enum: `enum` must be a list of values.'],
    [{ allOf: {} }, '/allOf: `allOf` must be a list of schemas.'],
    [{ anyOf: [] }, '/anyOf: `anyOf` must be a list of schemas.'],
    [{ properties: [] }, '/properties: `properties` must be a map of schemas.'],
    [{ properties: { a: 'string' } }, '/properties/a: A schema must be a map. Write for example `{ type: string }`.'],
    [{ items: [{}] }, '/items: A schema must be a map.'],
    [{ required: 'a' }, '/required: `required` must be a list of names.'],
    [{ required: [1] }, '/required: `required` must be a list of names.'],
    [{ dependentRequired: { a: 'b' } }, '/dependentRequired: `dependentRequired` must be a map of lists of names.'],
    [{ dependentRequired: [] }, '/dependentRequired: `dependentRequired` must be a map of lists of names.'],
    [{ minimum: '0' }, '/minimum: `minimum` must be a number. Write a number, or remove it.'],
    [{ multipleOf: 0 }, '/multipleOf: `multipleOf` must be a number above zero.'],
    [{ multipleOf: '1' }, '/multipleOf: `multipleOf` must be a number above zero.'],
    [{ minLength: -1 }, '/minLength: `minLength` must be a whole number from zero.'],
    [{ maxItems: 1.5 }, '/maxItems: `maxItems` must be a whole number from zero.'],
    [{ uniqueItems: 1 }, '/uniqueItems: `uniqueItems` must be `true` or `false`.'],
    [{ title: 1 }, '/title: `title` must be text.'],
    [{ pattern: 1 }, '/pattern: `pattern` must be text.'],
    [{ pattern: '[' }, '/pattern: `[` is not a regular expression. Check its brackets and backslashes.'],
    [{ pattern: 'a'.repeat(201) }, '/pattern: The pattern is longer than 200 characters.'],
    [{ pattern: '(a+)+$' }, '/pattern: Matching the pattern `(a+)+$` could take very long. Begin it with `^`'],
    [{ patternProperties: { '(a|a)*': {} } }, '/patternProperties/(a|a)*: Matching the pattern'],
    [
      { $ref: 'https://example.com/a.json' },
      '/$ref: `$ref` must be a pointer into this schema. Write "#/$defs/address".',
    ],
    [{ $ref: '#' }, '/$ref: `$ref` must be a pointer into this schema.'],
    [{ $schema: 'http://json-schema.org/draft-07/schema#' }, '/$schema: `$schema` must be the 2020-12 dialect.'],
    [{ $dynamicRef: '#a' }, '/$dynamicRef: `$dynamicRef` is not supported. Use `$ref: "#/$defs/…"`.'],
  ])('[SC3] a keyword with a wrong value is named: %j', (schema, complaint) => {
    expect(complaints(schema as JsonObject)).toEqual([expect.stringContaining(complaint)])
  })

  it('[SC4] all complaints come at once', () => {
    expect(checkSchema({ type: 'txt', minLength: -1, properties: { a: { maximum: '1' } } })).toHaveLength(3)
  })

  it.each([
    ['a place that is not there', { $ref: '#/$defs/gone' }, '/$ref: `#/$defs/gone` points at no schema.'],
    ['a place that holds no schema', { $ref: '#/title', title: 'a' }, '/$ref: `#/title` points at no schema.'],
    ['half a place', { $ref: '#/$defs', $defs: {} }, '/$ref: `#/$defs` points at no schema.'],
    [
      'a list position that is not there',
      { $ref: '#/allOf/3', allOf: [{}] },
      '/$ref: `#/allOf/3` points at no schema.',
    ],
    ['what is below a place that is not there', { $ref: '#/not/not/items' }, 'points at no schema.'],
    ['a broken escape', { $ref: '#/$defs/%zz' }, '/$ref: `#/$defs/%zz` points at no schema.'],
    ['what objects inherit', { $ref: '#/$defs/constructor', $defs: {} }, 'points at no schema.'],
    [
      'itself',
      { $defs: { a: { items: { $ref: '#/$defs/a' } } }, $ref: '#/$defs/a' },
      '/$defs/a/items/$ref: The schema refers to itself.',
    ],
  ])('[SC5] a reference to %s is refused', (_, schema, complaint) => {
    expect(complaints(schema)).toEqual([expect.stringContaining(complaint)])
  })

  it('[SC6] a schema is refused that is too deep, too large, or too large with its references written out', () => {
    const deep = (levels: number): JsonObject => (levels === 0 ? {} : { not: deep(levels - 1) })
    expect(complaints(deep(SCHEMA_DEPTH_MAX))).toEqual([expect.stringContaining('nests deeper than 32 levels.')])
    expect(complaints(deep(SCHEMA_DEPTH_MAX - 1))).toEqual([])
    const wide = { anyOf: Array.from({ length: SUBSCHEMAS_MAX + 5 }, () => ({})) }
    expect(complaints(wide)).toEqual([expect.stringContaining('The schema has more than 5,000 parts.')])
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n']
    const doubling = Object.fromEntries(
      names.map((name, at) => {
        const next = names[at + 1]
        return [name, next === undefined ? {} : { allOf: [{ $ref: `#/$defs/${next}` }, { $ref: `#/$defs/${next}` }] }]
      }),
    )
    expect(complaints({ $defs: doubling, $ref: '#/$defs/a' })).toEqual([
      expect.stringContaining('With its references written out the schema has more than 5,000 parts.'),
    ])
  })

  it('[SC7] no schema makes the check fail', () => {
    const keyword = fc.oneof(fc.constantFrom(...KEYWORDS.keys()), fc.string())
    const { schema } = fc.letrec<{ readonly schema: JsonObject }>((tie) => ({
      schema: fc.dictionary(
        keyword,
        fc.oneof(
          { maxDepth: 3 },
          fc.jsonValue({ maxDepth: 1 }),
          tie('schema'),
          fc.array(tie('schema'), { maxLength: 2 }),
          fc.constantFrom('#/$defs/a', '#/properties/a', '^a*$', 'string'),
        ) as fc.Arbitrary<JsonObject>,
        { maxKeys: 4 },
      ),
    }))
    fc.assert(
      fc.property(schema, (any) => {
        expect(checkSchema(any).every(({ message, help }) => message.length > 0 && help.length > 0)).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('how long a pattern can take', () => {
  const n = PATTERN_TEXT_MAX

  it.each([
    ['^\\d{4}-\\d{2}-\\d{2}$', 1],
    ['^[A-Z]{2}\\d+$', n],
    ['^[^@\\s]+@[^@\\s]+\\.[a-z]+$', n ** 3],
    ['[a-z]+@[a-z]+', n ** 3],
    ['^(?:yes|no|maybe)$', 3],
    ['^(?<area>\\+\\d{1,3})?[0-9]{7,15}$', 6 * 9],
    ['^(ab)*$', n],
    ['^a{2,}?$', n],
    ['^\\p{L}\\u{1f600}[)\\]|(]$', 1],
    ['^$', 1],
    ['^a||b$', 3],
  ])('[SC8] %s leaves %i ways to try', (pattern, ways) => {
    expect(patternWays(pattern)).toBe(ways)
  })

  it.each([
    '(a|a)*b',
    '(a+)+',
    '^(a*)*$',
    '(?=a)b',
    '(?!a)',
    '(?<=a)',
    '(?<!a)',
    '(a)\\1',
    '(?<x>a)\\k<x>',
    `${'a?'.repeat(60)}b`,
    '^([a-z]+-){20}$',
    '^.*.*.*.*$',
  ])('[SC9] %s is judged to take too long', (pattern) => {
    expect(patternWays(pattern)).toBeGreaterThan(PATTERN_WAYS_MAX)
  })

  it('[SC10] a pattern that is admitted ends within seconds on the longest text it can get', {
    timeout: 60_000,
  }, () => {
    for (const pattern of ['^[^@\\s]+@[^@\\s]+\\.[a-z]+$', 'a*a*b', '^a*a*a*b$', `^${'a?'.repeat(24)}b`]) {
      expect(patternWays(pattern)).toBeLessThanOrEqual(PATTERN_WAYS_MAX)
      const start = performance.now()
      expect(new RegExp(pattern, 'u').test('a'.repeat(PATTERN_TEXT_MAX))).toBe(false)
      expect(performance.now() - start).toBeLessThan(10_000)
    }
  })
})
