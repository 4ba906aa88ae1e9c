import { z } from 'zod'
import type { Result } from '../../../core/basics/result.ts'
import { err, ok } from '../../../core/basics/result.ts'
import type { Performer } from '../../../engine/ports.ts'
import type { BuiltinAnswer, Refusal } from '../attempt-results.ts'
import { answered, refused } from '../attempt-results.ts'
import { INPUTS, readShape } from '../read-shape.ts'
import { withoutKey } from '../tables/row-key.ts'
import type { Table } from '../tables/table-text.ts'
import type { Tables } from '../tables/tables.ts'

/**
 * *Look up a row*: inputs `{table, column, value}` to outputs `{found, matches, row}`, where `row` is the first row
 * whose cell is exactly `value`, apart from spaces around it and upper or lower case.
 */
export function createLookUpRow(tables: Tables): Performer {
  return {
    perform: async ({ inputs }) => {
      const question = readShape(lookUpInputs, inputs, INPUTS)
      if (!question.ok) return refused(question.error)
      const table = await tables.find(question.value.table)
      if (!table.ok) return refused(table.error)
      const answer = lookUp(table.value, question.value)
      return answer.ok ? answered(answer.value) : refused(answer.error)
    },
  }
}

const lookUpInputs = z.object({
  table: z.string(),
  column: z.string(),
  value: z.union([z.string(), z.number(), z.boolean()]).transform(String),
})
type Question = z.infer<typeof lookUpInputs>

function lookUp(table: Table | undefined, { table: name, column, value }: Question): Result<BuiltinAnswer, Refusal> {
  if (table === undefined) return err(tableMissing(name))
  if (!withoutKey(table.columns).includes(column)) return err(columnMissing(name, column, table))
  const rows = table.rows.filter((candidate) => comparable(candidate[column] ?? '') === comparable(value))
  const row = Object.fromEntries(withoutKey(table.columns).map((title) => [title, rows[0]?.[title] ?? '']))
  const outputs = { found: rows.length > 0, matches: rows.length, row: rows.length > 0 ? row : {} }
  return ok({ outputs, confidence: null, summary: `${rows.length} rows where ${column} is ${value}.` })
}

function comparable(text: string): string {
  return text.trim().toLowerCase()
}

function tableMissing(name: string): Refusal {
  return {
    code: 'table-missing',
    message: `There is no table "${name}". Create tables/${name}.csv in the data folder.`,
  }
}

function columnMissing(name: string, column: string, table: Table): Refusal {
  const columns = withoutKey(table.columns).join(', ')
  return { code: 'column-missing', message: `The table "${name}" has no column "${column}". It has: ${columns}.` }
}
