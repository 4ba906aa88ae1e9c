import Table from 'cli-table3'
import type { Paint } from './paint.ts'
import type { Text } from './text.ts'
import { styled } from './text.ts'

export interface TableContent {
  readonly head: readonly string[]
  readonly rows: readonly (readonly Text[])[]
}

const NO_LINES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
} as const

/** Less of a sentence says nothing: then the line runs over the edge of the terminal. */
const LAST_COLUMN_MIN = 20

/**
 * Columns with two spaces between them and no lines: easy to read, and easy to cut apart in a pipe. Where they are wider
 * than a terminal, the last one is shortened; undefined: there is no terminal, and nothing is.
 */
export function drawTable(content: TableContent, paint: Paint, columns: number | undefined): readonly string[] {
  const whole = tableOf(content, paint)
  const lines = linesOf(whole)
  if (columns === undefined || whole.width <= columns) return lines
  const last = content.head.length - 1
  const room = (whole.options.colWidths[last] ?? 0) - (whole.width - columns)
  return room < LAST_COLUMN_MIN ? lines : linesOf(tableOf(content, paint, { [last]: room }))
}

/** `widths`: of columns that do not get all they need. */
function tableOf(
  { head, rows }: TableContent,
  paint: Paint,
  widths: Readonly<Record<number, number>> = {},
): Table.Table {
  const table = new Table({
    chars: NO_LINES,
    colWidths: head.map((_, index) => widths[index] ?? null),
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
  })
  table.push(
    head.map((title) => paint(styled('faint', title.toUpperCase()))),
    ...rows.map((row) => row.map(paint)),
  )
  return table
}

function linesOf(table: Table.Table): readonly string[] {
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
}
