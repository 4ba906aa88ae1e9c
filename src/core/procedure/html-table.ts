import { known } from '../basics/known.ts'
import type { Block, Found, RowBlock } from './block.ts'
import type { Line } from './lines.ts'
import type { Fragment, Passage } from './passage.ts'
import { partOf, textOf } from './passage.ts'
import type { LeftOut } from './procedure.ts'
import { isLabels } from './table.ts'

/** The tags that make the rows; others stand inside of cells. */
const TAG = /<\/?(table|caption|colgroup|col|thead|tbody|tfoot|tr|td|th)(?:\s[^<>]*)?>/gi
/** A table that nobody closes ends here. */
const LINES_MAX = 5_000

/** A table as it stands in HTML, from the line that opens it to the line that closes it. */
export function findHtmlTable(lines: readonly Line[], at: number): Found | undefined {
  if (!/^<table\b/i.test(known(lines[at]).fragment.text)) return undefined
  const length = lines.slice(at, at + LINES_MAX).findIndex(({ fragment }) => /<\/table>/i.test(fragment.text))
  const next = length === -1 ? Math.min(at + LINES_MAX, lines.length) : at + length + 1
  return { blocks: rowsIn(lines.slice(at, next)), next }
}

interface OpenRow {
  cells: Fragment[][]
  isHeader: boolean
}

function rowsIn(lines: readonly Line[]): readonly Block[] {
  const tags: LeftOut[] = []
  const rows: RowBlock[] = []
  let row: OpenRow = { cells: [], isHeader: false }
  for (const piece of lines.flatMap(({ fragment }) => piecesOf(fragment))) {
    if (piece.tag === undefined) {
      known(row.cells.at(-1) ?? opened(row)).push(piece.fragment)
      continue
    }
    const { text, at } = piece.fragment
    tags.push({ type: 'left-out', text, reason: 'markup', at })
    if (piece.tag === 'tr') {
      rows.push(...closed(row))
      row = { cells: [], isHeader: false }
    }
    if (/^<t[dh]\b/i.test(text)) opened(row)
    if (piece.tag === 'th') row.isHeader = true
  }
  return [...tags, ...withHeader([...rows, ...closed(row)])]
}

function opened(row: OpenRow): Fragment[] {
  const cell: Fragment[] = []
  row.cells.push(cell)
  return cell
}

function closed({ cells, isHeader }: OpenRow): readonly RowBlock[] {
  const filled = cells.filter((cell) => cell.length > 0)
  return filled.length === 0 ? [] : [{ type: 'row', cells: filled, isHeader }]
}

/** The first of several rows may name the columns without saying so. */
function withHeader([first, ...others]: readonly RowBlock[]): readonly RowBlock[] {
  if (first === undefined) return []
  const isHeader = first.isHeader || (others.length > 0 && isLabels(first.cells.map(labelOf)))
  return [{ ...first, isHeader }, ...others]
}

function labelOf(cell: Passage): string {
  return textOf(cell).replaceAll(/<[^<>]*>/g, '')
}

interface Piece {
  readonly fragment: Fragment
  /** In lower case; undefined: text. */
  readonly tag?: string
}

function piecesOf(fragment: Fragment): readonly Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const { index, 0: text, 1: name } of fragment.text.matchAll(TAG)) {
    pieces.push(...textPieces(partOf(fragment, end, index)))
    end = index + text.length
    pieces.push({ fragment: known(partOf(fragment, index, end)), tag: known(name).toLowerCase() })
  }
  return [...pieces, ...textPieces(partOf(fragment, end))]
}

function textPieces(fragment: Fragment | undefined): readonly Piece[] {
  return fragment === undefined ? [] : [{ fragment }]
}
