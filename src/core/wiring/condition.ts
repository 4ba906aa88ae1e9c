import type { ValueRef } from './value-ref.ts'

/** A condition put together from rows. With one row or none, `join` is `all`. */
export interface Condition {
  readonly join: 'all' | 'any'
  readonly rows: readonly ConditionRow[]
}

/** A row holds only where its value is there, except for `unknown`. */
export type ConditionRow =
  | { readonly value: ValueRef; readonly test: ComparingTest; readonly with: Literal }
  | { readonly value: ValueRef; readonly test: BareTest }

export type Literal = string | number | boolean
export type ComparingTest = 'is' | 'is-not' | OrderTest | TextTest
type OrderTest = 'more-than' | 'at-least' | 'less-than' | 'at-most'
type TextTest = 'contains' | 'lacks'
export type BareTest = 'empty' | 'filled' | 'known' | 'unknown'

/** More rows are a program; with its guards an expression of as many still compiles. */
export const CONDITION_ROWS_MAX = 10
/** Characters of a text that a row compares with: ten such rows stay within what an expression may have. */
export const CONDITION_TEXT_MAX = 200

/** How a comparison is written between its two sides. */
export const OPERATORS = {
  is: '==',
  'is-not': '!=',
  'more-than': '>',
  'at-least': '>=',
  'less-than': '<',
  'at-most': '<=',
} as const satisfies Record<Exclude<ComparingTest, TextTest>, string>
