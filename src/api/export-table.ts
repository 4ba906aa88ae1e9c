import { stringify } from 'csv-stringify/sync'
import { canonicalJson } from '../core/basics/json.ts'
import type { FlatReceipt } from '../core/receipt/flat-receipt.ts'
import { FLAT_COLUMNS, flatReceipt } from '../core/receipt/flat-receipt.ts'
import type { Receipt } from '../core/receipt/receipt.ts'
import type { CheckpointReader, PlacedReceipt } from '../engine/checkpoint-reader.ts'
import type { ExportFilter } from './export-receipts.ts'
import { receiptPages } from './export-receipts.ts'

/** What has a row in a table of receipts; what became known later of a stage has none of its own. */
const IN_A_TABLE: ReadonlySet<FlatReceipt['kind']> = new Set(['stage', 'run', 'redaction'])

/** Receipts of stages and runs as CSV (RFC 4180), and which of them were erased, a header first. */
export async function* csvPages(reader: CheckpointReader, which: ExportFilter): AsyncGenerator<string> {
  yield toCsv([[...FLAT_COLUMNS]])
  for await (const flat of flatPages(reader, which)) {
    const rows = flat.filter(({ kind }) => IN_A_TABLE.has(kind))
    yield toCsv(rows.map((row) => FLAT_COLUMNS.map((column) => cellOf(row[column]))))
  }
}

/** Every receipt as one flat object a line, each with the same columns. */
export async function* flatLines(reader: CheckpointReader, which: ExportFilter): AsyncGenerator<string> {
  for await (const flat of flatPages(reader, which)) yield flat.map((row) => `${canonicalJson(row)}\n`).join('')
}

async function* flatPages(reader: CheckpointReader, which: ExportFilter): AsyncGenerator<readonly FlatReceipt[]> {
  const upTo = await reader.countReceipts()
  for await (const rows of receiptPages(reader, { ...which, upTo })) yield rows.map(toFlat)
}

function toFlat({ line, workflow }: PlacedReceipt): FlatReceipt {
  return flatReceipt(JSON.parse(line) as Receipt, workflow)
}

function toCsv(rows: readonly (readonly string[])[]): string {
  return stringify([...rows], { record_delimiter: 'windows' })
}

/** What a spreadsheet would take for a formula, it is kept from reading as one. */
const FORMULA = /^[=+\-@\t\r]/

/** Empty: not known. */
function cellOf(value: FlatReceipt[keyof FlatReceipt]): string {
  if (typeof value !== 'string') return value === null ? '' : String(value)
  return FORMULA.test(value) ? `'${value}` : value
}
