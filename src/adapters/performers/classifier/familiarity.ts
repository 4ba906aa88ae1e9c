import type { TextVector } from './feature-space.ts'
import type { Weights } from './regression.ts'

/**
 * How much each column tells about the label: how far its weights for the categories lie from their mean. A column that
 * speaks for all of them alike tells nothing.
 */
export function tellingOf(weights: Weights, categoryCount: number): Float64Array {
  const columnCount = weights.length / categoryCount - 1
  return Float64Array.from({ length: columnCount }, (_, column) =>
    deviationOf(weights.subarray(column * categoryCount, (column + 1) * categoryCount)),
  )
}

/**
 * How much a text has of what tells. What the examples never taught counts in its length alone. Divided by its Euclidean
 * length this would grow with the text, and short messages be strange; divided by the sum of its values it would be a
 * mean, which one word lifts in a short text. The root of both in one tells best what is about something else.
 */
export function familiarityOf({ columns, values, total }: TextVector, telling: Float64Array): number {
  let sum = 0
  for (let entry = 0; entry < columns.length; entry += 1) {
    sum += (values[entry] ?? 0) * (telling[columns[entry] ?? 0] ?? 0)
  }
  return sum === 0 ? 0 : sum / Math.sqrt(total)
}

/** Of so many texts like the examples one is taken for strange. */
const STRANGE_ONE_OF = 50

/**
 * The familiarity that at most one in fifty texts like the examples falls below. Among n held-out texts and the next
 * one, every rank is as likely for it as every other: it is below the k-th with a chance of k / (n + 1) (split conformal
 * prediction), and a lower one, because the model that judges it knows more than those that judged them. Where there are
 * too few to say that much, it is the least of them.
 */
export function leastFamiliarity(heldOut: readonly number[]): number {
  const rank = Math.max(1, Math.floor((heldOut.length + 1) / STRANGE_ONE_OF))
  return heldOut.toSorted((left, right) => left - right)[rank - 1] ?? 0
}

function deviationOf(weights: Weights): number {
  let [sum, squares] = [0, 0]
  for (const weight of weights) {
    sum += weight
    squares += weight * weight
  }
  return Math.sqrt(Math.max(0, squares - (sum * sum) / weights.length))
}
