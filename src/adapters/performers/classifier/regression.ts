import { known } from '../../../core/basics/known.ts'
import type { SparseVector } from './feature-space.ts'
import { softmax } from './softmax.ts'

/** Training vectors with the category of each, as an index. */
export interface LabelledVectors {
  readonly vectors: readonly SparseVector[]
  readonly categories: Int32Array
  readonly columnCount: number
  readonly categoryCount: number
}

/** One weight per column and category, column by column, and then one bias per category. */
export type Weights = Float32Array

/**
 * How often every vector is looked at, and how far a step goes: the best on held-out examples of both the demo (797 of
 * ten labels: 84 % right) and Banking77 (10,003 of 77 labels: 90 % right, calibration error 0.019).
 */
const PASSES = 8
const STEP = 0.3
/** As if every weight had been moved a little before: what one text says does not make it jump. */
const SQUARES_BEFORE = 0.1

/**
 * Multinomial logistic regression by AdaGrad (Duchi, Hazan and Singer, 2011): after each vector its weights go down the
 * slope, the less the more they have moved already, so that what occurs seldom learns as much from its few texts. It
 * ends before it has learnt the examples by heart, which stands for a penalty. The order is fixed: nothing is left to
 * chance.
 */
export function fitRegression(data: LabelledVectors): Weights {
  const weights = new Float32Array((data.columnCount + 1) * data.categoryCount)
  const squares = new Float32Array(weights.length).fill(SQUARES_BEFORE)
  for (let pass = 0; pass < PASSES; pass += 1)
    for (const row of spreadOut(data.vectors.length))
      descend({ weights, squares }, known(data.vectors[row]), errorsOf(data, weights, row))
  return weights
}

/** The category scores of one text before they become probabilities. */
export function logitsOf(vector: SparseVector, weights: Weights, categoryCount: number): Float64Array {
  const logits = Float64Array.from(weights.subarray(weights.length - categoryCount))
  for (let entry = 0; entry < vector.columns.length; entry += 1) {
    const from = (vector.columns[entry] ?? 0) * categoryCount
    const value = vector.values[entry] ?? 0
    for (let category = 0; category < categoryCount; category += 1) {
      logits[category] = (logits[category] ?? 0) + value * (weights[from + category] ?? 0)
    }
  }
  return logits
}

/** The slope of a row's negative log-likelihood by its logits: what is said to be probable less what is so. */
export function errorsOf(
  { vectors, categories, categoryCount }: LabelledVectors,
  weights: Weights,
  row: number,
): Float64Array {
  const errors = softmax(logitsOf(known(vectors[row]), weights, categoryCount))
  const category = categories[row] ?? 0
  errors[category] = (errors[category] ?? 0) - 1
  return errors
}

interface Descent {
  readonly weights: Weights
  /** The sum of all squared slopes so far, by weight. */
  readonly squares: Float32Array
}

function descend(descent: Descent, { columns, values }: SparseVector, errors: Float64Array): void {
  for (let entry = 0; entry < columns.length; entry += 1)
    step(descent, errors, { from: (columns[entry] ?? 0) * errors.length, value: values[entry] ?? 0 })
  step(descent, errors, { from: descent.weights.length - errors.length, value: 1 })
}

function step({ weights, squares }: Descent, errors: Float64Array, at: { from: number; value: number }): void {
  for (let category = 0; category < errors.length; category += 1) {
    const index = at.from + category
    const slope = at.value * (errors[category] ?? 0)
    const square = (squares[index] ?? 0) + slope * slope
    squares[index] = square
    weights[index] = (weights[index] ?? 0) - (STEP * slope) / Math.sqrt(square)
  }
}

const GOLDEN = (Math.sqrt(5) - 1) / 2

/** Each of so many once, neighbours far apart: rows stand ordered by label, and none should be looked at in one go. */
export function* spreadOut(count: number): Generator<number> {
  let stride = Math.floor(count * GOLDEN)
  while (commonDivisor(stride, count) > 1) stride += 1
  for (let turn = 0, row = 0; turn < count; turn += 1, row = (row + stride) % count) yield row
}

function commonDivisor(left: number, right: number): number {
  return right === 0 ? left : commonDivisor(right, left % right)
}
