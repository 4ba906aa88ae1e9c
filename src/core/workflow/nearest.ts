import { known } from '../basics/known.ts'
/** Names beyond this many are not compared: a long list must not turn one slip of the keyboard into seconds. */
export const NEAREST_CANDIDATES_MAX = 2_000
/** Longer words are no slips of the keyboard. Reason: the comparison takes the product of both lengths. */
export const NEAREST_WORD_MAX = 64

/**
 * The candidate that `word` was probably meant to be, or undefined where none is near: at most one slip for each three
 * letters. A slip is a letter too many, too few, wrong, or swapped with its neighbour; capitals do not count.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > NEAREST_WORD_MAX) return undefined
  let best: string | undefined
  let bestSlips = Math.max(1, Math.floor(word.length / 3)) + 1
  let compared = 0
  for (const candidate of candidates) {
    if (++compared > NEAREST_CANDIDATES_MAX) break
    if (Math.abs(candidate.length - word.length) >= bestSlips) continue
    const slips = slipsBetween(word.toLowerCase(), candidate.toLowerCase())
    if (slips < bestSlips) [best, bestSlips] = [candidate, slips]
  }
  return best
}

/** "Did you mean `timeout`?" where a candidate is near, else the given sentence. */
export function didYouMean(word: string, candidates: Iterable<string>, otherwise: string): string {
  const near = nearest(word, candidates)
  return near === undefined ? otherwise : `Did you mean \`${near}\`?`
}

/** The optimal string alignment distance: row by row, with the two rows above for swapped neighbours. */
function slipsBetween(left: string, right: string): number {
  let above: readonly number[] = []
  let row: readonly number[] = Array.from({ length: right.length + 1 }, (_, column) => column)
  for (let at = 1; at <= left.length; at++) {
    const next = nextRow({ left, right, at, row, above })
    above = row
    row = next
  }
  return known(row[right.length])
}

interface Comparison {
  readonly left: string
  readonly right: string
  readonly at: number
  readonly row: readonly number[]
  readonly above: readonly number[]
}

function nextRow({ left, right, at, row, above }: Comparison): readonly number[] {
  const next = [at]
  for (let column = 1; column <= right.length; column++) {
    const wrong = left[at - 1] === right[column - 1] ? 0 : 1
    const options = [known(row[column]) + 1, known(next[column - 1]) + 1, known(row[column - 1]) + wrong]
    const isSwapped = left[at - 1] === right[column - 2] && left[at - 2] === right[column - 1]
    if (isSwapped) options.push(known(above[column - 2]) + 1)
    next.push(Math.min(...options))
  }
  return next
}
