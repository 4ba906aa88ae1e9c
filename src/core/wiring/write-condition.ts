import type { Condition, ConditionRow, Literal } from './condition.ts'
import { OPERATORS } from './condition.ts'
import type { ValueRef } from './value-ref.ts'
import { isSameValue, presenceText, readText } from './value-ref.ts'

/** The CEL of a condition; empty for one without rows. A value that may be absent is asked for before it is read. */
export function writeCondition({ join, rows }: Condition, mayBeAbsent: (value: ValueRef) => boolean): string {
  const terms = rows.map((row, index) => {
    const { guard, core } = termOf(row, mayBeAbsent)
    if (join === 'any' && rows.length > 1) return guard === undefined ? core : `(${guard} && ${core})`
    return joinGuard({ guard, core }, row, rows[index - 1])
  })
  return terms.join(join === 'any' ? ' || ' : ' && ')
}

interface Term {
  readonly guard: string | undefined
  readonly core: string
}

/** A guard behind a row that asks for the same would be taken for that row's own: brackets keep them apart. */
function joinGuard({ guard, core }: Term, row: ConditionRow, before: ConditionRow | undefined): string {
  const isAskedFor = before?.test === 'known' && isSameValue(before.value, row.value)
  if (isAskedFor && isReading(row)) return `(${presenceText(row.value)} && ${core})`
  return guard === undefined ? core : `${guard} && ${core}`
}

function termOf(row: ConditionRow, mayBeAbsent: (value: ValueRef) => boolean): Term {
  const needsGuard = isReading(row) && mayBeAbsent(row.value)
  return { guard: needsGuard ? presenceText(row.value) : undefined, core: coreOf(row) }
}

function isReading({ test }: ConditionRow): boolean {
  return test !== 'known' && test !== 'unknown'
}

function coreOf(row: ConditionRow): string {
  const read = readText(row.value)
  switch (row.test) {
    case 'known':
      return presenceText(row.value)
    case 'unknown':
      return negated(presenceText(row.value))
    case 'empty':
      return `size(${read}) == 0`
    case 'filled':
      return `size(${read}) > 0`
    case 'contains':
      return `${read}.contains(${literalText(row.with)})`
    case 'lacks':
      return `!${read}.contains(${literalText(row.with)})`
    default:
      return `${read} ${OPERATORS[row.test]} ${literalText(row.with)}`
  }
}

function negated(presence: string): string {
  return presence.startsWith('has(') ? `!${presence}` : `!(${presence})`
}

/** A whole number that CEL's ints can not hold is written as a double. */
function literalText(literal: Literal): string {
  if (typeof literal !== 'number') return JSON.stringify(literal)
  return Number.isInteger(literal) && !Number.isSafeInteger(literal) ? literal.toExponential() : String(literal)
}
