import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import type { Result } from '../../../core/basics/result.ts'
import { err, ok } from '../../../core/basics/result.ts'
import type { Refusal } from '../attempt-results.ts'

/** A CSV table in memory: its columns in order, and its rows, each with a text for every column. */
export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly Readonly<Record<string, string>>[]
}

/** The table that a CSV text (RFC 4180, comma, header line, UTF-8 with or without a byte order mark) holds. */
export function parseTable(text: string): Result<Table, Refusal> {
  try {
    const [columns = [], ...lines]: string[][] = parse(text, { bom: true, skip_empty_lines: true })
    const problem = headerProblem(columns)
    if (problem !== undefined) return err({ code: 'table-invalid', message: problem })
    return ok({ columns, rows: lines.map((cells) => toRow(columns, cells)) })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return err({ code: 'table-invalid', message: `The table can not be read as CSV: ${reason}. Mend that line.` })
  }
}

export function formatTable({ columns, rows }: Table): string {
  const lines = rows.map((row) => columns.map((column) => guarded(row[column] ?? '')))
  return stringify([[...columns], ...lines])
}

function headerProblem(columns: readonly string[]): string | undefined {
  if (columns.length === 0) return 'The table is empty. Its first line must name the columns.'
  const twice = columns.find((column, index) => columns.indexOf(column) !== index)
  return twice === undefined ? undefined : `The table has two columns "${twice}". Rename one.`
}

function toRow(columns: readonly string[], cells: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(columns.map((column, index) => [column, unguarded(cells[index] ?? '')]))
}

/**
 * A spreadsheet runs a cell that begins like a formula. Such text gets an apostrophe in front (the spreadsheet's own
 * sign for "this is text"), which reading takes away again. Numbers, also signed ones and phone numbers, stay as they are.
 */
function guarded(cell: string): string {
  return FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell
}

function unguarded(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell
}

const FORMULA = /^'*[=+\-@\t\r]/
const NUMBER = /^[+-]?[\d\s().,-]*$/
