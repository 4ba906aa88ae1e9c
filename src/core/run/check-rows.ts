import type { Json, JsonObject } from '../basics/json.ts'
import { pointerKeys } from '../basics/json-pointer.ts'
import { known } from '../basics/known.ts'
import { ownValue } from '../basics/own-value.ts'
import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import { nearest } from '../workflow/nearest.ts'
import type { Workflow } from '../workflow/workflow.ts'
import { cellValue } from './cell-value.ts'
import { inputProblems } from './check-inputs.ts'
import { COLUMNS_MAX, ROWS_MAX, TITLE_CHARACTERS_MAX } from './row-limits.ts'
import type { RowTable, TableRow } from './row-table.ts'

/** The column that runs are called by where nobody names another one, unless it is an input. */
const TITLE_COLUMN = 'title'

export interface RowsToCheck {
  readonly inputs: Workflow['inputs']
  readonly table: RowTable
  /** The column that runs are called by; undefined: `title`, where there is such a column and no such input. */
  readonly title: string | undefined
}

/** What would start, and what would not. */
export interface RowCheck {
  readonly numbered: RowTable['numbered']
  readonly columns: readonly string[]
  /** The column that runs are called by; null: by none. */
  readonly title: string | null
  readonly rows: readonly FittingRow[]
  readonly misfits: readonly Misfit[]
  /** Columns that are no inputs, and are left out. */
  readonly strangers: readonly Stranger[]
  /** Rows that fit and say the same as one before them. They are started as well. */
  readonly repeats: readonly Repeat[]
}

interface FittingRow {
  readonly at: number
  readonly title: string | null
  readonly inputs: JsonObject
}

/** A row that can not be given to the workflow, with everything that is wrong with it. */
interface Misfit {
  readonly at: number
  readonly problems: readonly CellProblem[]
}

interface CellProblem {
  /** Null: the whole row. */
  readonly column: string | null
  readonly message: string
}

interface Stranger {
  readonly column: string
  /** The input that it was probably meant to be. */
  readonly meant: string | null
}

interface Repeat {
  readonly at: number
  /** The first row that says the same. */
  readonly as: number
}

/** Judges every row for itself. An error is a sentence about the table as a whole. */
export function checkRows({ inputs, table, title }: RowsToCheck): Result<RowCheck, string> {
  const refusal = refusalOf(table, title)
  if (refusal !== undefined) return err(refusal)
  const called = title ?? usualTitle(inputs, table)
  const read = table.rows.map((row) => readRow(row, { inputs, columns: table.columns, title: called }))
  const rows = read.flatMap((row) => (row.ok ? [row.value] : []))
  return ok({
    numbered: table.numbered,
    columns: table.columns,
    title: called,
    rows,
    misfits: read.flatMap((row) => (row.ok ? [] : [row.error])),
    strangers: strangersIn(
      table.columns.filter((column) => column !== called),
      inputs,
    ),
    repeats: repeatsIn(rows),
  })
}

function refusalOf({ columns, rows }: RowTable, title: string | undefined): string | undefined {
  if (rows.length === 0) return 'There are no rows. Write one for each run, below the line that names the inputs.'
  if (rows.length > ROWS_MAX)
    return `There are ${rows.length} rows, and at most ${ROWS_MAX} runs can be started at once. Split them.`
  if (columns.length > COLUMNS_MAX)
    return `There are ${columns.length} columns, and at most ${COLUMNS_MAX} are read. Take out what is no input.`
  if (title === undefined || columns.includes(title)) return undefined
  return `There is no column "${title}" to call the runs by. Name one of: ${columns.join(', ')}.`
}

function usualTitle(inputs: Workflow['inputs'], { columns }: RowTable): string | null {
  return columns.includes(TITLE_COLUMN) && !Object.hasOwn(inputs, TITLE_COLUMN) ? TITLE_COLUMN : null
}

interface Reading {
  readonly inputs: Workflow['inputs']
  readonly columns: readonly string[]
  readonly title: string | null
}

function readRow({ at, content }: TableRow, reading: Reading): Result<FittingRow, Misfit> {
  switch (content.type) {
    case 'unreadable':
      return wrongRow(at, content.message)
    case 'values':
      return judged({ at, title: titleIn(content.values, reading), inputs: declared(content.values, reading) }, reading)
    case 'texts': {
      const { columns } = reading
      const { cells } = content
      if (cells.length > columns.length)
        return wrongRow(at, `It has ${cells.length} values, and the first line names ${columns.length}.`)
      const texts = Object.fromEntries(columns.map((column, place) => [column, (cells[place] ?? '').trim()]))
      return judged({ at, title: titleIn(texts, reading), inputs: declared(typed(texts, reading), reading) }, reading)
    }
  }
}

function wrongRow(at: number, message: string): Result<never, Misfit> {
  return err({ at, problems: [{ column: null, message }] })
}

/** An empty cell says nothing of its input. */
function typed(texts: Readonly<Record<string, string>>, { inputs }: Reading): JsonObject {
  const filled = Object.entries(texts).filter(([, text]) => text !== '')
  return Object.fromEntries(filled.map(([name, text]) => [name, cellValue(text, ownValue(inputs, name)?.schema ?? {})]))
}

/** In the order of the inputs, so that rows that say the same look the same. */
function declared(values: JsonObject, { inputs }: Reading): JsonObject {
  const given = Object.keys(inputs).flatMap((name): [string, Json][] => {
    const value = ownValue(values, name)
    return value === undefined ? [] : [[name, value]]
  })
  return Object.fromEntries(given)
}

function titleIn(values: JsonObject, { title }: Reading): string | null {
  const value = title === null ? undefined : ownValue(values, title)
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
  return text === '' ? null : text.slice(0, TITLE_CHARACTERS_MAX)
}

function judged(row: FittingRow, { inputs }: Reading): Result<FittingRow, Misfit> {
  const problems = inputProblems({ inputs }, row.inputs).map(({ pointer, message }): CellProblem => {
    const [column, ...inside] = pointerKeys(pointer)
    return { column: known(column), message: inside.length === 0 ? message : `${inside.join('/')}: ${message}` }
  })
  return problems.length === 0 ? ok(row) : err({ at: row.at, problems })
}

function strangersIn(columns: readonly string[], inputs: Workflow['inputs']): readonly Stranger[] {
  const free = Object.keys(inputs).filter((name) => !columns.includes(name))
  return columns
    .filter((column) => !Object.hasOwn(inputs, column))
    .map((column) => ({ column, meant: nearest(column, free) ?? null }))
}

function repeatsIn(rows: readonly FittingRow[]): readonly Repeat[] {
  const first = new Map<string, number>()
  return rows.flatMap(({ at, title, inputs }) => {
    const said = JSON.stringify([title, inputs])
    const as = first.get(said)
    if (as === undefined) first.set(said, at)
    return as === undefined ? [] : [{ at, as }]
  })
}
