import { describe, expect, it } from 'vitest'
import type { Json } from '../../../src/core/basics/json.ts'
import { formProfile } from '../../../src/core/schema/form-profile.ts'
import { secretsIn } from '../../../src/core/schema/secrets-in.ts'

const form = (x: Json) => ({ type: 'object', properties: { x } })

describe('how a form can be shown', () => {
  it.each<readonly [Json]>([
    [{ type: 'string', title: 'X', description: 'An x', default: 'a', minLength: 1, maxLength: 9 }],
    ...['email', 'uri', 'date', 'date-time'].map((format) => [{ type: 'string', format }] as const),
    [{ type: 'string', enum: ['a', 'b'] }],
    [{ type: 'string', oneOf: [{ const: 'a', title: 'A' }] }],
    [{ type: 'number', minimum: 0, maximum: 9, default: 1 }],
    [{ type: 'integer', minimum: 0, maximum: 9 }],
    [{ type: 'boolean', default: true }],
    [{ type: 'array', items: { type: 'string', enum: ['a'] }, minItems: 1, maxItems: 2, default: ['a'] }],
  ])('[SC32] %j is portable', (field) => {
    expect(formProfile(form(field))).toEqual({ profile: 'portable', reasons: [] })
  })

  it.each<readonly [Json, string, string]>([
    [true, '', 'The field `x` may be anything.'],
    [{}, '', 'The field `x` is of no type that it names.'],
    [{ type: 'object' }, '', 'The field `x` is an object.'],
    [{ type: ['string', 'null'] }, '', 'The field `x` is of another type than text, number, yes or no, or choices.'],
    [{ type: 'string', pattern: 'a' }, '/pattern', 'The field `x` has `pattern`.'],
    [{ type: 'string', writeOnly: true }, '/writeOnly', 'The field `x` has `writeOnly`.'],
    [{ type: 'number', enum: [1] }, '/enum', 'The field `x` has `enum`.'],
    [{ type: 'boolean', 'a/b': 1 }, '/a~1b', 'The field `x` has `a/b`.'],
    [
      { type: 'string', format: 'password' },
      '/format',
      'The field `x` has a format that is no e-mail, address, date or time.',
    ],
    [{ type: 'string', enum: ['a', 1] }, '/enum', 'The choices of `x` are not all texts.'],
    [{ type: 'string', enum: 'a' }, '/enum', 'The choices of `x` are not all texts.'],
    [{ type: 'string', oneOf: [{ const: 'a' }] }, '/oneOf', 'The choices of `x` are not all a text with a title.'],
    [{ type: 'string', oneOf: [{ title: 'A' }] }, '/oneOf', 'The choices of `x` are not all a text with a title.'],
    [{ type: 'string', oneOf: {} }, '/oneOf', 'The choices of `x` are not all a text with a title.'],
    [
      { type: 'string', oneOf: [{ const: 'a', title: 'A', type: 'string' }] },
      '/oneOf',
      'The choices of `x` are not all a text with a title.',
    ],
    ...[
      undefined,
      true,
      { type: 'string' },
      { enum: ['a'] },
      { type: 'string', enum: ['a'], minLength: 1 },
      { type: 'string', enum: [1] },
    ].map((items): readonly [Json, string, string] => [
      items === undefined ? { type: 'array' } : { type: 'array', items },
      '',
      'The field `x` is a list of something else than choices.',
    ]),
  ])('[SC32] %j is for the web page only', (field, at, message) => {
    const reasons = [{ pointer: `/properties/x${at}`, message }]
    expect(formProfile(form(field))).toEqual({ profile: 'web-only', reasons })
  })

  it('[SC32] the form itself is a flat object, and all reasons come at once', () => {
    const reasons = [
      { pointer: '', message: 'The form does not say that it is an object.' },
      { pointer: '/additionalProperties', message: 'The form has `additionalProperties`.' },
      { pointer: '/properties/a', message: 'The field `a` is an object.' },
      { pointer: '/properties/b~1c', message: 'The field `b/c` may be anything.' },
    ]
    const schema = { additionalProperties: false, properties: { a: { type: 'object' }, 'b/c': true } }
    expect(formProfile(schema)).toEqual({ profile: 'web-only', reasons })
    expect(formProfile({ type: 'object', title: 'F', description: 'D', required: [] }).profile).toBe('portable')
  })

  it('[SC33] what is only written and what is a password is found, however deep', () => {
    const key = { type: 'string', writeOnly: true }
    const schema = {
      properties: { key, name: { type: 'string', default: { writeOnly: true } }, deep: { properties: { key } } },
      items: { format: 'password' },
      anyOf: [true, key],
    }
    expect(secretsIn(schema)).toEqual(['/properties/key', '/properties/deep/properties/key', '/items', '/anyOf/1'])
    expect(secretsIn({ writeOnly: false, format: 'date' })).toEqual([])
  })
})
