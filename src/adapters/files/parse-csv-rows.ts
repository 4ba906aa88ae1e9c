import { CsvError, parse } from 'csv-parse/sync'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { RowTable } from '../../core/run/row-table.ts'

/**
 * A table whose first line names the columns: with commas, or with semicolons or tabs, as spreadsheets save and copy it.
 * A row over several lines is named by its last one. Rows that hold nothing are passed over.
 */
export function parseCsvRows(text: string): Result<RowTable, string> {
  const lines = readLines(text)
  if (!lines.ok) return lines
  const [head, ...rows] = lines.value
  const columns = (head?.cells ?? []).map(toColumn)
  const twice = columns.find((name, index) => columns.indexOf(name) !== index)
  if (twice !== undefined) return err(`It has two columns "${twice}". Take one out.`)
  return ok({
    numbered: 'line',
    columns,
    rows: rows.map(({ at, cells }) => ({ at, content: { type: 'texts', cells } })),
  })
}

interface Line {
  readonly at: number
  readonly cells: readonly string[]
}

function readLines(text: string): Result<readonly Line[], string> {
  const lines: Line[] = []
  const collect = (cells: string[], { lines: at }: { readonly lines: number }) => {
    lines.push({ at, cells })
    return null
  }
  const passing = { skip_empty_lines: true, skip_records_with_empty_values: true, relax_column_count: true }
  try {
    parse(text, { bom: true, ...passing, delimiter: delimiterIn(text), on_record: collect })
    return ok(lines)
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return err(`It can not be read at line ${String(error['lines'])}: ${OPEN_QUOTE}`)
  }
}

const OPEN_QUOTE = 'a quotation mark is opened and not closed, or stands within a text. Write it twice.'

/** The first line says what stands between the values. */
function delimiterIn(text: string): string {
  const [head = ''] = text.trimStart().split('\n', 1)
  return ['\t', ';'].find((mark) => head.includes(mark) && !head.includes(',')) ?? ','
}

/** A line that ends with a comma names one column too many, which needs some name. */
function toColumn(name: string, index: number): string {
  const trimmed = name.trim()
  return trimmed === '' ? `column ${index + 1}` : trimmed
}
