import { groupedBy } from '../../basics/grouped-by.ts'
import type { Judged } from './judged.ts'

/** Answers whose scores lie in one part, and what became of them. */
export interface Bin {
  readonly of: number
  /** The mean of their scores. */
  readonly said: number
  /** How many of them were right, from 0 to 1. */
  readonly right: number
}

const TENTHS = 10

/** What was said beside what was so, by tenths of the score or other equal parts, the lowest first; empty ones are left out. */
export function reliabilityOf(judged: readonly Judged[], parts = TENTHS): readonly Bin[] {
  const bins = groupedBy(judged, ({ score }) => Math.min(parts - 1, Math.floor(score * parts)))
  return [...bins]
    .toSorted(([left], [right]) => left - right)
    .map(([, inside]) => ({
      of: inside.length,
      said: mean(inside.map(({ score }) => score)),
      right: mean(inside.map(({ isRight }) => (isRight ? 1 : 0))),
    }))
}

/** How far what was said is from what was so, on average over all answers (expected calibration error). Null: of none. */
export function calibrationError(bins: readonly Bin[]): number | null {
  const total = bins.reduce((sum, { of }) => sum + of, 0)
  if (total === 0) return null
  return bins.reduce((sum, { of, said, right }) => sum + (of / total) * Math.abs(said - right), 0)
}

/**
 * How often a right answer has a higher score than a wrong one, equal scores counting half: 1 parts them, 0.5 is chance
 * (area under the ROC curve, by ranks). Null: there are only right ones, or only wrong ones.
 */
export function discrimination(judged: readonly Judged[]): number | null {
  const sorted = judged.toSorted((one, other) => one.score - other.score)
  const right = sorted.filter(({ isRight }) => isRight).length
  const pairs = right * (sorted.length - right)
  if (pairs === 0) return null
  const ranks = groupedBy(sorted, ({ score }) => score)
  let [below, sum] = [0, 0]
  for (const equal of ranks.values()) {
    sum += equal.filter(({ isRight }) => isRight).length * (below + (equal.length + 1) / 2)
    below += equal.length
  }
  return (sum - (right * (right + 1)) / 2) / pairs
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0) / numbers.length
}
