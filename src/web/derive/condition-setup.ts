import type { ComparingTest, Condition, ConditionRow, Literal } from '../../core/wiring/condition.ts'
import type { OfferedValue } from '../../core/wiring/offered-values.ts'
import { testsFor, valueKind } from '../../core/wiring/tests-for.ts'
import { textChoices } from './condition-words.ts'

/** What can be asked of a value, as `testsFor` has it. */
export type RowTest = ConditionRow['test']

/** A row that begins with this value: with a test that holds something sensible at once. */
export function firstRow(offered: OfferedValue): ConditionRow | undefined {
  const tests = testsFor(offered)
  const hasChoices = textChoices(offered.value, offered.schema).length > 0
  const wanted = valueKind(offered.schema) === 'text' && !hasChoices ? 'filled' : tests[0]
  return wanted === undefined ? undefined : withTest(offered, wanted, undefined)
}

/** The row with another test; what it compares with stays where it still fits. */
export function withTest(offered: OfferedValue, test: RowTest, before: Literal | undefined): ConditionRow {
  const { value } = offered
  if (isBare(test)) return { value, test }
  const usual = usualLiteral(offered)
  return { value, test, with: typeof before === typeof usual && before !== undefined ? before : usual }
}

function isBare(test: RowTest): test is Exclude<RowTest, ComparingTest> {
  return test === 'empty' || test === 'filled' || test === 'known' || test === 'unknown'
}

function usualLiteral({ value, schema }: OfferedValue): Literal {
  if (value.type === 'outcome') return 'succeeded'
  switch (valueKind(schema)) {
    case 'number':
      return 0
    case 'yes-no':
      return true
    default:
      return textChoices(value, schema)[0]?.value ?? ''
  }
}

/** The condition with one row changed, added or taken away. With one row there is nothing to join. */
export function withRow(condition: Condition, at: number, by: readonly ConditionRow[]): Condition {
  const rows = condition.rows.toSpliced(at, 1, ...by)
  return { join: rows.length > 1 ? condition.join : 'all', rows }
}
