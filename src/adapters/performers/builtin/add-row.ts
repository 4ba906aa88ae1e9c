import { z } from 'zod'
import type { Result } from '../../../core/basics/result.ts'
import { err, ok } from '../../../core/basics/result.ts'
import type { Assignment, Performer } from '../../../engine/ports.ts'
import type { Refusal } from '../attempt-results.ts'
import { answered, refused } from '../attempt-results.ts'
import { INPUTS, readShape, SETTINGS } from '../read-shape.ts'
import { KEY_COLUMN, withoutKey } from '../tables/row-key.ts'
import type { Table } from '../tables/table-text.ts'
import type { Tables } from '../tables/tables.ts'

/**
 * *Add a row*: inputs `{table, row}` to outputs `{added}`, the row as it stands in the table. The same idempotency key
 * adds one row, however often it comes. A table that is not there is made only if the skill's settings name its columns.
 */
export function createAddRow(tables: Tables): Performer {
  return {
    perform: async (assignment) => {
      const addition = readAddition(assignment)
      if (!addition.ok) return refused(addition.error)
      const { table, key } = addition.value
      const changed = await tables.change(table, (before) => withRow(before, addition.value))
      if (!changed.ok) return refused(changed.error)
      const { [KEY_COLUMN]: _, ...added } = changed.value.rows.find((row) => row[KEY_COLUMN] === key) ?? {}
      return answered({ outputs: { added }, confidence: null, summary: `Added a row to ${table}.` })
    },
  }
}

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]).transform((value) => String(value ?? ''))
const addRowInputs = z.object({ table: z.string(), row: z.record(z.string(), cell) })
const addRowSettings = z.strictObject({ columns: z.array(z.string().min(1)).min(1).optional() })

interface Addition {
  readonly table: string
  readonly row: Readonly<Record<string, string>>
  readonly key: string
  /** Of a table that has to be made. */
  readonly columns?: readonly string[] | undefined
}

function readAddition({ inputs, performer, idempotencyKey }: Assignment): Result<Addition, Refusal> {
  const settings = readShape(addRowSettings, performer.run.type === 'builtin' ? performer.run.settings : {}, SETTINGS)
  if (!settings.ok) return settings
  const given = readShape(addRowInputs, inputs, INPUTS)
  return given.ok ? ok({ ...given.value, key: idempotencyKey, columns: settings.value.columns }) : given
}

function withRow(before: Table | undefined, { table, row, key, columns }: Addition): Result<Table, Refusal> {
  const base = before ?? (columns === undefined ? undefined : { columns, rows: [] })
  if (base === undefined) return err(tableMissing(table))
  if (base.rows.some((existing) => existing[KEY_COLUMN] === key)) return ok(base)
  const known = withoutKey(base.columns)
  const unknown = Object.keys(row).find((column) => !known.includes(column))
  if (unknown !== undefined) return err(columnMissing(table, unknown, known))
  return ok({ columns: [...known, KEY_COLUMN], rows: [...base.rows, { ...row, [KEY_COLUMN]: key }] })
}

function tableMissing(name: string): Refusal {
  const message = `There is no table "${name}". Create tables/${name}.csv in the data folder, its first line naming the columns.`
  return { code: 'table-missing', message }
}

function columnMissing(table: string, column: string, known: readonly string[]): Refusal {
  return {
    code: 'column-missing',
    message: `The table "${table}" has no column "${column}". It has: ${known.join(', ')}.`,
  }
}
