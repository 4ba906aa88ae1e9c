import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../../../src/core/basics/json.ts'
import { explainFailure } from '../../../src/core/schema/explain-failure.ts'
import {
  COMPARED_ITEMS_MAX,
  PATTERN_TEXT_MAX,
  VALUE_DEPTH_MAX,
  VALUE_KEY_LENGTH_MAX,
  VALUE_KEYS_MAX,
  VALUE_PROBLEMS_MAX,
} from '../../../src/core/schema/limits.ts'
import { validateJson } from '../../../src/core/schema/validate-json.ts'

function said(schema: JsonObject, value: Json): readonly string[] {
  return validateJson(schema, value).map(({ pointer, message }) => `${pointer}: ${message}`)
}

const REFUND: JsonObject = {
  type: 'object',
  properties: {
    amount: { type: 'number', minimum: 0, maximum: 100 },
    email: { type: 'string', format: 'email' },
    lines: { type: 'array', items: { type: 'object', properties: { count: { type: 'integer' } } } },
  },
  required: ['amount', 'email'],
  additionalProperties: false,
}

describe('checking a value', () => {
  it('[SC20] a value that fits has no problems', () => {
    expect(said(REFUND, { amount: 3, email: 'a@example.com', lines: [{ count: 1 }] })).toEqual([])
    expect(said({}, null)).toEqual([])
  })

  it('[SC21] all that is wrong is said at once, each at its place, in sentences for people', () => {
    expect(said(REFUND, { amount: 'much', lines: [{ count: 1.5 }, 3], note: 'x' })).toEqual([
      '/email: email is missing.',
      '/amount: amount must be a number.',
      '/lines/0/count: count must be a whole number.',
      '/lines/1: lines[1] must be an object.',
      '/note: note is not expected here.',
    ])
  })

  it.each<[JsonObject, Json, string]>([
    [{ type: 'string' }, 1, ': The value must be text.'],
    [{ type: ['string', 'null', 'boolean'] }, 1, ': The value must be text, empty or true or false.'],
    [{ const: { a: 1 } }, 1, ': The value must be {"a":1}.'],
    [{ enum: ['red', 2, null] }, 1, ': The value must be red, 2 or null.'],
    [{ enum: ['red'] }, 1, ': The value must be red.'],
    [{ minimum: 2 }, 1, ': The value must be at least 2.'],
    [{ maximum: 0 }, 1, ': The value must be at most 0.'],
    [{ exclusiveMinimum: 1 }, 1, ': The value must be more than 1.'],
    [{ exclusiveMaximum: 1 }, 1, ': The value must be less than 1.'],
    [{ multipleOf: 0.01 }, 0.015, ': The value must be a multiple of 0.01.'],
    [{ minLength: 1 }, '', ': The value must not be empty.'],
    [{ minLength: 2 }, 'a', ': The value must have at least 2 characters.'],
    [{ maxLength: 1 }, 'ab', ': The value must have at most 1 character.'],
    [{ maxLength: 2 }, 'abc', ': The value must have at most 2 characters.'],
    [{ pattern: '^[a-z]+$' }, '1', ': The value must look like ^[a-z]+$.'],
    [{ format: 'date' }, '2026-02-30', ': The value must be a date such as 2026-03-31.'],
    [{ format: 'ipv4' }, 'x', ': The value must be of the format ipv4.'],
    [{ minItems: 1 }, [], ': The value must not be empty.'],
    [{ minItems: 2 }, [1], ': The value must have at least 2 items.'],
    [{ maxItems: 1 }, [1, 2], ': The value must have at most 1 item.'],
    [{ uniqueItems: true }, [{ a: 1 }, { a: 1 }], ': The value holds an item twice.'],
    [{ contains: { type: 'string' } }, [1], ': The value holds no item of the kind that is needed.'],
    [
      { contains: { type: 'string' }, minContains: 2 },
      ['a', 1],
      ': The value must hold at least 2 items of the kind that is needed.',
    ],
    [
      { contains: { type: 'string' }, maxContains: 1 },
      ['a', 'b'],
      ': The value must hold at most 1 item of that kind.',
    ],
    [{ prefixItems: [{ type: 'string' }] }, [1], '/0: [0] must be text.'],
    [{ prefixItems: [{}], items: false }, [1, 2], '/1: [1] is not expected here.'],
    [{ prefixItems: [{}], unevaluatedItems: false }, [1, 2], '/1: [1] is not expected here.'],
    [{ minProperties: 1 }, {}, ': The value must have at least 1 key.'],
    [{ maxProperties: 0 }, { a: 1 }, ': The value must have at most 0 keys.'],
    [{ propertyNames: { maxLength: 1 } }, { ab: 1 }, ': The value has a key that is not allowed.'],
    [{ patternProperties: { '^n': { type: 'number' } } }, { n1: 'a' }, '/n1: n1 must be a number.'],
    [{ properties: { a: {} }, unevaluatedProperties: false }, { a: 1, b: 2 }, '/b: b is not expected here.'],
    [{ dependentRequired: { a: ['b'] } }, { a: 1 }, '/b: b is missing.'],
    [{ dependentSchemas: { a: { required: ['c'] } } }, { a: 1 }, '/c: c is missing.'],
    [{ anyOf: [{ type: 'string' }, { type: 'object' }] }, 1, ': The value fits none of the forms that are allowed.'],
    [{ oneOf: [{ minimum: 0 }, { maximum: 5 }] }, 1, ': The value must fit exactly one of the forms that are allowed.'],
    [{ not: { const: 1 } }, 1, ': The value is not allowed to be this.'],
    [{ allOf: [{ minimum: 2 }] }, 1, ': The value must be at least 2.'],
    [JSON.parse('{ "if": { "const": 1 }, "then": { "minimum": 2 } }'), 1, ': The value must be at least 2.'],
    [{ if: { const: 2 }, else: { minimum: 2 } }, 1, ': The value must be at least 2.'],
    [{ properties: { 'a/b c%': false } }, { 'a/b c%': 1 }, '/a~1b c%: a/b c% is not expected here.'],
    [
      { $defs: { n: { type: 'number' } }, properties: { a: { $ref: '#/$defs/n' } } },
      { a: 'x' },
      '/a: a must be a number.',
    ],
    [{ definitions: { 'a b': { type: 'number' } }, $ref: '#/definitions/a%20b' }, 'x', ': The value must be a number.'],
    [{ prefixItems: [{ $ref: '#/items/not' }], items: { not: { type: 'string' } } }, [1], '/0: [0] must be text.'],
  ])('[SC22] every keyword has its sentence: %j', (schema, value, sentence) => {
    expect(said(schema, value)).toEqual([sentence])
  })

  it('[SC23] inside of a choice only the choice is spoken of', () => {
    const schema: JsonObject = {
      items: { anyOf: [{ type: 'string' }, { properties: { a: { type: 'string' } }, type: 'object' }] },
    }
    expect(said(schema, ['x', { a: 1 }, 3])).toEqual([
      '/1: [1] fits none of the forms that are allowed.',
      '/2: [2] fits none of the forms that are allowed.',
    ])
  })

  it('[SC24] the same sentence about the same place is said once', () => {
    expect(said({ allOf: [{ required: ['a'] }, { required: ['a'] }] }, {})).toEqual(['/a: a is missing.'])
  })

  it('[SC25] a schema that can not be used fits nothing', () => {
    expect(said({ type: 'strng' }, 'a')).toEqual([': The schema can not be used: `strng` is not a type.'])
  })

  it('[SC26] a text is matched against a pattern up to 256 characters', () => {
    const schema = { pattern: '^a*$' }
    expect(said(schema, 'a'.repeat(PATTERN_TEXT_MAX))).toEqual([])
    expect(said(schema, 'a'.repeat(PATTERN_TEXT_MAX + 1))).toEqual([': The value must have at most 256 characters.'])
    expect(said(schema, 'b'.repeat(PATTERN_TEXT_MAX + 1))).toEqual([': The value must have at most 256 characters.'])
    expect(said(schema, 12)).toEqual([])
  })

  it('[SC27] names that objects inherit are neither there nor allowed by themselves', () => {
    expect(said({ required: ['constructor'] }, {})).toEqual(['/constructor: constructor is missing.'])
    expect(said({ additionalProperties: false }, JSON.parse('{"__proto__": 1}'))).toEqual([
      '/__proto__: __proto__ is not expected here.',
    ])
  })

  it('[SC28] a value is refused that is too deep, has too many or too long keys, or a list too long to compare', () => {
    const nested = (levels: number) => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`) as Json
    expect(said({}, nested(VALUE_DEPTH_MAX))).toEqual([])
    expect(said({}, nested(VALUE_DEPTH_MAX + 1))[0]).toContain('may nest 64 levels deep, and this one goes deeper.')
    const keys = Object.fromEntries(Array.from({ length: VALUE_KEYS_MAX + 1 }, (_, at) => [`k${at}`, 1]))
    expect(said({}, { a: keys })).toEqual(['/a: An object may have 10,000 keys, and this one has more.'])
    const badKey = 'A key must be whole text of at most 256 characters.'
    expect(said({}, { ['k'.repeat(VALUE_KEY_LENGTH_MAX + 1)]: 1 })).toEqual([`: ${badKey}`])
    expect(said({}, { '\ud800': 1 })).toEqual([`: ${badKey}`])
    const list = Array.from({ length: COMPARED_ITEMS_MAX + 1 }, (_, at) => at)
    expect(said({ uniqueItems: true }, list)[0]).toContain('may hold 10,000 of them.')
    expect(said({ uniqueItems: false, items: { minimum: 0 } }, list)).toEqual([])
  })

  it('[SC29] of many problems the first hundred are said, and in a very large value the first', () => {
    const wrong = (count: number) => Array.from({ length: count }, () => 'x')
    expect(said({ items: { type: 'number' } }, wrong(500))).toHaveLength(VALUE_PROBLEMS_MAX)
    expect(said({ properties: { a: { items: { type: 'number' } } } }, { a: wrong(200_000) })).toEqual([
      '/a/0: a[0] must be a number.',
    ])
  })

  it('[SC30] neither the schema nor the value is changed', () => {
    const schema = Object.freeze({
      type: 'object',
      properties: Object.freeze({ a: Object.freeze({ type: 'string' }) }),
    })
    const value = Object.freeze({ a: 1 })
    expect(said(schema, value)).toHaveLength(1)
    expect([schema, value]).toEqual([{ type: 'object', properties: { a: { type: 'string' } } }, { a: 1 }])
  })

  it('[SC31] no value makes the check fail', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        expect(Array.isArray(validateJson(REFUND, value as Json))).toBe(true)
      }),
    )
  })

  it('[SC11] a keyword that no program holds is a bug', () => {
    const failure = { keyword: 'new', instanceLocation: '#', keywordLocation: '#/new', error: '' }
    expect(() => explainFailure(failure, {})).toThrow('must be there')
  })
})
