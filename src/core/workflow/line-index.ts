import { known } from '../basics/known.ts'
/** Line and column of an offset, both counted from 1, the column in UTF-16 code units as editors do. */
export type LineIndex = (offset: number) => { readonly line: number; readonly column: number }

export function lineIndex(text: string): LineIndex {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((end) => end.index + end[0].length)]
  return (offset) => {
    const line = countUpTo(starts, offset)
    return { line, column: offset - known(starts[line - 1]) + 1 }
  }
}

/** How many of the ascending `starts` are at or before `offset`. */
function countUpTo(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (known(starts[middle]) <= offset) low = middle + 1
    else high = middle
  }
  return low
}
