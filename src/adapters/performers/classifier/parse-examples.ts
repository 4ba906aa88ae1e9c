import { parse } from 'csv-parse/sync'
import type { Result } from '../../../core/basics/result.ts'
import { err, ok } from '../../../core/basics/result.ts'
import type { Refusal } from '../attempt-results.ts'
import type { Example } from './model.ts'

/** With fewer, nothing can be held out to learn how sure the classifier may be. */
const EXAMPLES_PER_CATEGORY_MIN = 5
/** Training time grows with both; at these bounds it takes well under a minute. */
const EXAMPLES_MAX = 5_000
const CATEGORIES_MAX = 50

/** The examples that a CSV text with the columns `text,label` holds: at least two categories, five examples of each. */
export function parseExamples(csv: string): Result<readonly Example[], Refusal> {
  const rows = parseRows(csv)
  if (!rows.ok) return rows
  const examples = rows.value.map(({ text = '', label = '' }) => ({ text: text.trim(), label: label.trim() }))
  const problem = examples.map(rowProblem).find((found) => found !== undefined) ?? countProblem(examples)
  return problem === undefined ? ok(examples) : err({ code: 'examples-invalid', message: `examples.csv: ${problem}` })
}

function parseRows(csv: string): Result<readonly Record<string, string>[], Refusal> {
  try {
    const rows: Record<string, string>[] = parse(csv, { bom: true, columns: true, skip_empty_lines: true })
    return ok(rows)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return err({ code: 'examples-invalid', message: `examples.csv can not be read: ${reason}. Mend that line.` })
  }
}

function rowProblem(example: Example, index: number): string | undefined {
  const missing = (['text', 'label'] as const).find((column) => example[column] === '')
  if (missing === undefined) return undefined
  return `example ${index + 1} has no ${missing}. Its columns are text and label, and both must be filled in.`
}

function countProblem(examples: readonly Example[]): string | undefined {
  const counts = new Map<string, Set<string>>()
  for (const { text, label } of examples) counts.set(label, (counts.get(label) ?? new Set()).add(text))
  if (counts.size < 2) return 'there must be at least two categories.'
  if (counts.size > CATEGORIES_MAX) return `there are more than ${CATEGORIES_MAX} categories. Join some.`
  if (examples.length > EXAMPLES_MAX)
    return `there are more than ${EXAMPLES_MAX} examples. Keep the best of each category.`
  const [scarce] = [...counts].filter(([, distinct]) => distinct.size < EXAMPLES_PER_CATEGORY_MIN)
  if (scarce === undefined) return undefined
  const [label, texts] = scarce
  return `"${label}" has ${texts.size} different examples. Give it at least ${EXAMPLES_PER_CATEGORY_MIN}.`
}
