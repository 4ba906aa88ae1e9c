import { known } from '../basics/known.ts'
import type { SourcePlace } from './procedure.ts'

/** A piece of one line of the source. */
export interface Fragment {
  readonly text: string
  readonly at: SourcePlace
}

/** Fragments that belong together, such as the lines of a paragraph. Never empty. */
export type Passage = readonly Fragment[]

/** The fragments as one line. */
export function textOf(passage: Passage): string {
  return passage.map(({ text }) => text).join(' ')
}

/** Where an offset of `textOf` stands in the source. */
export type Locate = (offset: number) => SourcePlace

export function locateIn(passage: Passage): Locate {
  const starts: number[] = []
  let length = 0
  for (const { text } of passage) {
    starts.push(length)
    length += text.length + 1
  }
  return (offset) => {
    const index = lastUpTo(starts, offset)
    return shifted(known(passage[index]).at, offset - known(starts[index]))
  }
}

/** The part of a fragment between two offsets, without spaces around it; undefined: only spaces are there. */
export function partOf({ text, at }: Fragment, start: number, end: number = text.length): Fragment | undefined {
  const part = text.slice(start, end)
  const trimmed = part.trim()
  if (trimmed === '') return undefined
  return { text: trimmed, at: shifted(at, start + part.length - part.trimStart().length) }
}

/** The position of the last of these ascending numbers that is not above the limit; the first is never above it. */
export function lastUpTo(ascending: readonly number[], limit: number): number {
  let [low, high] = [0, ascending.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (known(ascending[middle]) <= limit) low = middle
    else high = middle - 1
  }
  return low
}

function shifted({ line, column }: SourcePlace, by: number): SourcePlace {
  return { line, column: column + by }
}
