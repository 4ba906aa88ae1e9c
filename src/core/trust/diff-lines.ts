import { known } from '../basics/known.ts'

/** A line of two texts put side by side: of both, only of the new one, or only of the old one. */
export interface DiffLine {
  readonly mark: 'same' | 'added' | 'removed'
  /** From 1: in the old text for what was removed, else in the new one. */
  readonly line: number
  readonly text: string
}

/** Beyond this many pairs of lines (2,000 times 2,000) what lies between the equal ends is shown as replaced. */
const PAIRS_MAX = 4_000_000

/** What has to be removed from one text and added to it to get the other: the longest common part stays. */
export function diffLines(before: string, now: string): readonly DiffLine[] {
  const [old, current] = [linesOf(before), linesOf(now)]
  const head = commonLength(old, current)
  const tail = commonLength(old.slice(head).toReversed(), current.slice(head).toReversed())
  const middle = { old: old.slice(head, old.length - tail), current: current.slice(head, current.length - tail), head }
  return [
    ...current.slice(0, head).map((text, index) => same(text, index)),
    ...(middle.old.length * middle.current.length > PAIRS_MAX ? replaced(middle) : compared(middle)),
    ...current.slice(current.length - tail).map((text, index) => same(text, current.length - tail + index)),
  ]
}

/** Without the unchanged lines that lie further than `distance` lines from every change. */
export function aroundChanges(lines: readonly DiffLine[], distance: number): readonly DiffLine[] {
  const near = new Set<number>()
  lines.forEach(({ mark }, index) => {
    if (mark === 'same') return
    for (let each = index - distance; each <= index + distance; each++) near.add(each)
  })
  return lines.filter((_, index) => near.has(index))
}

/** An empty text has no line. */
function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.split('\n')
}

function commonLength(left: readonly string[], right: readonly string[]): number {
  const index = left.findIndex((text, each) => text !== right[each])
  return index < 0 ? left.length : index
}

interface Middle {
  readonly old: readonly string[]
  readonly current: readonly string[]
  /** Lines before it. */
  readonly head: number
}

function replaced({ old, current, head }: Middle): readonly DiffLine[] {
  return [
    ...old.map((text, index) => removed(text, head + index)),
    ...current.map((text, index) => added(text, head + index)),
  ]
}

/** Walks the table of common lengths from its beginning; of two equally good ways what is removed comes first. */
function compared({ old, current, head }: Middle): readonly DiffLine[] {
  const table = commonLengths(old, current)
  const lines: DiffLine[] = []
  let [row, column] = [0, 0]
  for (const text of old) {
    while (
      column < current.length &&
      current[column] !== text &&
      at(table, row + 1, column) < at(table, row, column + 1)
    )
      lines.push(added(known(current[column]), head + column++))
    if (current[column] === text && column < current.length) lines.push(same(text, head + column++))
    else lines.push(removed(text, head + row))
    row += 1
  }
  return [...lines, ...current.slice(column).map((text, index) => added(text, head + column + index))]
}

/** For each pair of positions how many lines the rests from there on have in common, row by row. */
interface LengthTable {
  readonly width: number
  readonly lengths: Uint32Array
}

function commonLengths(old: readonly string[], current: readonly string[]): LengthTable {
  const width = current.length + 1
  const table = { width, lengths: new Uint32Array((old.length + 1) * width) }
  for (let row = old.length - 1; row >= 0; row--) {
    for (let column = current.length - 1; column >= 0; column--) {
      table.lengths[row * width + column] =
        old[row] === current[column]
          ? at(table, row + 1, column + 1) + 1
          : Math.max(at(table, row + 1, column), at(table, row, column + 1))
    }
  }
  return table
}

function at({ width, lengths }: LengthTable, row: number, column: number): number {
  return known(lengths[row * width + column])
}

function same(text: string, index: number): DiffLine {
  return { mark: 'same', line: index + 1, text }
}

function added(text: string, index: number): DiffLine {
  return { mark: 'added', line: index + 1, text }
}

function removed(text: string, index: number): DiffLine {
  return { mark: 'removed', line: index + 1, text }
}
