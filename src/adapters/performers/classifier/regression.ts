import type { SparseVector } from './feature-space.ts'
import { minimise } from './minimise.ts'
import { softmax } from './softmax.ts'

/** Training vectors with the category of each, as an index. */
export interface LabelledVectors {
  readonly vectors: readonly SparseVector[]
  readonly categories: Int32Array
  readonly columnCount: number
  readonly categoryCount: number
}

/** One weight per column and category, column by column, and then one bias per category. */
export type Weights = Float64Array

/** Strength of the L2 penalty on the weights (not the biases), per example. Chosen by held-out accuracy on the demo's examples. */
const PENALTY = 3e-4

/** Multinomial logistic regression with an L2 penalty: a convex problem, so its solution does not depend on chance. */
export function fitRegression(data: LabelledVectors): Weights {
  const start = new Float64Array((data.columnCount + 1) * data.categoryCount)
  return minimise((weights, gradient) => regressionLoss(data, weights, gradient), start)
}

/** The category scores of one text before they become probabilities. */
export function logitsOf(vector: SparseVector, weights: Weights, categoryCount: number): Float64Array {
  const logits = weights.slice(weights.length - categoryCount)
  for (let entry = 0; entry < vector.columns.length; entry += 1) {
    const from = (vector.columns[entry] ?? 0) * categoryCount
    const value = vector.values[entry] ?? 0
    for (let category = 0; category < categoryCount; category += 1) {
      logits[category] = (logits[category] ?? 0) + value * (weights[from + category] ?? 0)
    }
  }
  return logits
}

/** Mean negative log-likelihood plus the penalty. Overwrites `gradient` with the slope at `weights`. */
export function regressionLoss(data: LabelledVectors, weights: Weights, gradient: Float64Array): number {
  let loss = penalise(data, weights, gradient)
  for (const [row, vector] of data.vectors.entries()) {
    const probabilities = softmax(logitsOf(vector, weights, data.categoryCount))
    const category = data.categories[row] ?? 0
    const right = probabilities[category] ?? 0
    loss -= Math.log(Math.max(right, Number.MIN_VALUE)) / data.vectors.length
    probabilities[category] = right - 1
    addSlope(vector, probabilities, { gradient, scale: 1 / data.vectors.length })
  }
  return loss
}

function penalise(data: LabelledVectors, weights: Weights, gradient: Float64Array): number {
  const penalised = data.columnCount * data.categoryCount
  let squares = 0
  for (let at = 0; at < penalised; at += 1) {
    const weight = weights[at] ?? 0
    squares += weight * weight
    gradient[at] = PENALTY * weight
  }
  gradient.fill(0, penalised)
  return (PENALTY / 2) * squares
}

function addSlope(vector: SparseVector, errors: Float64Array, into: { gradient: Float64Array; scale: number }): void {
  const { gradient, scale } = into
  const biases = gradient.length - errors.length
  for (let entry = 0; entry < vector.columns.length; entry += 1) {
    const from = (vector.columns[entry] ?? 0) * errors.length
    const value = (vector.values[entry] ?? 0) * scale
    for (let category = 0; category < errors.length; category += 1) {
      gradient[from + category] = (gradient[from + category] ?? 0) + value * (errors[category] ?? 0)
    }
  }
  for (const [category, error] of errors.entries()) {
    gradient[biases + category] = (gradient[biases + category] ?? 0) + scale * error
  }
}
