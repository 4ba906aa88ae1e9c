import { known } from '../basics/known.ts'
import type { Found, RowBlock } from './block.ts'
import type { Line } from './lines.ts'
import type { Fragment, Passage } from './passage.ts'
import { partOf } from './passage.ts'

const RULER = /^\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?$/
/** `\|` is a character of its cell. */
const CELL = /(?:[^|\\]|\\.|\\$)+/g
/** A spreadsheet's row, as it is pasted. */
const TABBED = /[^\t]+/g

/** A row of a table of Markdown, or of one pasted from a spreadsheet. */
export function findTable(lines: readonly Line[], at: number): Found | undefined {
  const line = known(lines[at])
  const { text } = line.fragment
  const next = at + 1
  if (isRuler(text)) return { blocks: [], next }
  const isHeader = text.includes('|') && isRuler(lines[next]?.fragment.text ?? '')
  if (isHeader || isBarred(text) || isUnderBars(lines, at)) return { blocks: row(line, { cell: CELL, isHeader }), next }
  return text.includes('\t') && line.mark === undefined
    ? { blocks: row(line, { cell: TABBED, isHeader: isLabelRow(lines, at) }), next }
    : undefined
}

function isRuler(text: string): boolean {
  return text.includes('|') && RULER.test(text)
}

function isBarred(text: string): boolean {
  return text.length > 1 && text.startsWith('|') && text.endsWith('|')
}

/** A row without bars at its ends goes on with the table above it. */
function isUnderBars(lines: readonly Line[], at: number): boolean {
  const above = lines[at - 1]?.fragment.text ?? ''
  return known(lines[at]).fragment.text.includes('|') && (isRuler(above) || isBarred(above))
}

/** The first of several tabbed rows where it has no number in it and no long cell. */
function isLabelRow(lines: readonly Line[], at: number): boolean {
  const isTabbed = (line: Line | undefined) => line?.fragment.text.includes('\t') === true
  return (
    isTabbed(lines[at + 1]) &&
    !isTabbed(lines[at - 1]) &&
    isLabels([...known(lines[at]).fragment.text.matchAll(TABBED)].map(([cell]) => cell))
  )
}

const LABEL_WORDS_MAX = 3

/** Whether these cells name what stands below them. */
export function isLabels(cells: readonly string[]): boolean {
  return (
    cells.length > 1 &&
    cells.every((cell) => !/[\d.!?]/.test(cell) && cell.trim().split(/\s+/).length <= LABEL_WORDS_MAX)
  )
}

interface RowLook {
  /** What a cell of it looks like. */
  readonly cell: RegExp
  readonly isHeader: boolean
}

function row({ fragment }: Line, { cell, isHeader }: RowLook): readonly RowBlock[] {
  const cells = [...fragment.text.matchAll(cell)].flatMap((match) => cellIn(fragment, match))
  return cells.length === 0 ? [] : [{ type: 'row', cells, isHeader }]
}

function cellIn(fragment: Fragment, { index, 0: text }: RegExpExecArray): readonly Passage[] {
  const part = partOf(fragment, index, index + text.length)
  return part === undefined ? [] : [[part]]
}
