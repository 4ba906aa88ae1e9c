import { parse } from 'csv-parse/sync'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { SampleTable } from '../../core/run/sample-rows.ts'

/** The table that a CSV text (RFC 4180, comma, header line, UTF-8) holds, or in one sentence why it holds none. */
export function parseSampleTable(csv: string): Result<SampleTable, string> {
  try {
    const [head, ...rows] = readLines(csv)
    if (head === undefined) return err('It is empty. Its first line must name the inputs.')
    const columns = head.cells.map((name) => name.trim())
    const twice = columns.find((name, index) => columns.indexOf(name) !== index)
    if (twice !== undefined) return err(`It has two columns "${twice}". Take one out.`)
    return ok({ columns, rows })
  } catch (error) {
    return err(`It can not be read as CSV: ${error instanceof Error ? error.message : String(error)}. Mend that line.`)
  }
}

/** A row over several lines is named by its last one. */
function readLines(csv: string): SampleTable['rows'] {
  const rows: SampleTable['rows'][number][] = []
  const collect = (cells: string[], { lines }: { readonly lines: number }) => {
    rows.push({ line: lines, cells })
    return null
  }
  parse(csv, { bom: true, skip_empty_lines: true, on_record: collect })
  return rows
}
