import type { Result } from '../../core/basics/result.ts'
import { err } from '../../core/basics/result.ts'
import type { RowTable } from '../../core/run/row-table.ts'
import { parseCsvRows } from './parse-csv-rows.ts'
import { parseJsonRows } from './parse-json-rows.ts'

/** A byte order mark, as some programs put before a text. */
const MARK = /^\uFEFF/
/** How every ZIP file begins, and so every workbook. */
const WORKBOOK = 'PK\u0003\u0004'

/** The rows of a text, CSV or JSON by its first sign, or in one sentence why it holds none. */
export function parseRows(text: string): Result<RowTable, string> {
  if (text.startsWith(WORKBOOK)) return err('This is a workbook. Save its sheet as CSV, and take that file.')
  const rows = text.replace(MARK, '').trimStart()
  if (rows === '') return err('It is empty. The first line must name the inputs.')
  return rows.startsWith('{') || rows.startsWith('[') ? parseJsonRows(text.replace(MARK, '')) : parseCsvRows(text)
}
