import type { Json } from '../basics/json.ts'
import type { BareTest, ComparingTest } from './condition.ts'
import type { OfferedValue } from './offered-values.ts'

/** What can be asked of a value of this kind, and how an input of it is filled in. */
export type ValueKind = 'text' | 'number' | 'yes-no' | 'list' | 'other'

const KINDS: ReadonlyMap<Json | undefined, ValueKind> = new Map<Json, ValueKind>([
  ['string', 'text'],
  ['number', 'number'],
  ['integer', 'number'],
  ['boolean', 'yes-no'],
  ['array', 'list'],
])

/** By the schema's one type. A choice without a type is one of texts where all its values are. */
export function valueKind({ type, enum: values }: { readonly [keyword: string]: Json }): ValueKind {
  const isTexts = Array.isArray(values) && values.length > 0 && values.every((value) => typeof value === 'string')
  return KINDS.get(type) ?? (isTexts ? 'text' : 'other')
}

const TESTS: Readonly<Record<ValueKind, readonly (ComparingTest | BareTest)[]>> = {
  text: ['is', 'is-not', 'contains', 'lacks', 'empty', 'filled'],
  number: ['is', 'is-not', 'more-than', 'at-least', 'less-than', 'at-most'],
  'yes-no': ['is'],
  list: ['empty', 'filled'],
  other: [],
}

/** The tests that the checker of expressions accepts for a value. Whether it is there is asked where it may not be. */
export function testsFor({ value, schema, mayBeAbsent }: OfferedValue): readonly (ComparingTest | BareTest)[] {
  if (value.type === 'outcome') return ['is', 'is-not']
  return [...TESTS[valueKind(schema)], ...(mayBeAbsent ? (['known', 'unknown'] as const) : [])]
}
