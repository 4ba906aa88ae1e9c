import type { BareTest, ComparingTest, Condition, ConditionRow, Literal } from '../../core/wiring/condition.ts'
import { readCondition } from '../../core/wiring/read-condition.ts'
import type { ValueRef } from '../../core/wiring/value-ref.ts'
import type { Wiring } from '../../core/wiring/wiring.ts'
import type { JsonSchema } from '../../core/workflow/workflow.ts'
import { choicesOf } from './form-fields.ts'
import { stageLabel, valueLabel } from './wiring-view.ts'

/** What a test is called between its value and what it compares with. */
export const TEST_WORDS = {
  is: 'is',
  'is-not': 'is not',
  'more-than': 'is more than',
  'at-least': 'is at least',
  'less-than': 'is less than',
  'at-most': 'is at most',
  contains: 'contains',
  lacks: 'does not contain',
  empty: 'is empty',
  filled: 'is not empty',
  known: 'is known',
  unknown: 'is not known',
} as const satisfies Record<ComparingTest | BareTest, string>

/** How a stage may have ended, as conditions say it. */
const ENDINGS = [
  { value: 'succeeded', label: 'done' },
  { value: 'failed', label: 'failed' },
  { value: 'rejected', label: 'rejected' },
  { value: 'skipped', label: 'skipped' },
] as const

/** Longer conditions are not read on a stage. */
const ROWS_SHOWN_MAX = 2

/** The condition of a stage in a few words; empty: it has none. */
export function conditionWords(when: string, wiring: Wiring | null): string {
  if (when === '') return ''
  const condition = wiring === null ? undefined : readCondition(when, (id) => wiring.stages.has(id))
  if (wiring === null || condition === undefined) return 'Only on a condition'
  return `Only when ${rowsWords(condition, wiring)}`
}

function rowsWords({ join, rows }: Condition, wiring: Wiring): string {
  const shown = rows.slice(0, ROWS_SHOWN_MAX).map((row) => rowWords(row, wiring))
  const more = rows.length > ROWS_SHOWN_MAX ? ['…'] : []
  return [...shown, ...more].join(join === 'any' ? ' or ' : ' and ')
}

function rowWords(row: ConditionRow, wiring: Wiring): string {
  const subject = row.value.type === 'outcome' ? stageLabel(row.value.stage, wiring) : valueLabel(row.value, wiring)
  const test = TEST_WORDS[row.test]
  return 'with' in row ? `${subject} ${test} ${literalWords(row.with, row.value)}` : `${subject} ${test}`
}

function literalWords(literal: Literal, { type }: ValueRef): string {
  if (type === 'outcome') return ENDINGS.find(({ value }) => value === literal)?.label ?? String(literal)
  if (typeof literal === 'boolean') return literal ? 'yes' : 'no'
  return literal === '' ? 'an empty text' : String(literal)
}

/** The texts to choose from where the schema lists them; empty: anything may be typed. */
export function textChoices(value: ValueRef, schema: JsonSchema): readonly { value: string; label: string }[] {
  if (value.type === 'outcome') return ENDINGS
  return choicesOf(schema).flatMap((choice) =>
    typeof choice.value === 'string' ? [{ value: choice.value, label: choice.label }] : [],
  )
}
