import { known } from '../../basics/known.ts'
import { solve } from './solve.ts'

/** What a probability is learnt from. */
export interface Observation {
  readonly features: readonly number[]
  /** How probable, from 0 to 1: a smoothed label. */
  readonly target: number
  readonly weight: number
}

const STEPS_MAX = 50
const STEP_ENOUGH = 1e-10
/** So small that it only matters where the data say nothing, as for a feature that is always the same. */
const RIDGE = 1e-6

/** Weights of a logistic regression, one for each feature, by Newton's method. At least one observation is needed. */
export function fitLogistic(observations: readonly Observation[]): readonly number[] {
  let weights: readonly number[] = known(observations[0]).features.map(() => 0)
  for (let step = 0; step < STEPS_MAX; step += 1) {
    const change = newtonStep(observations, weights)
    weights = weights.map((weight, index) => weight + known(change[index]))
    if (Math.max(...change.map(Math.abs)) < STEP_ENOUGH) break
  }
  return weights
}

export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x))
}

export function dot(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, each, index) => sum + each * known(right[index]), 0)
}

function newtonStep(observations: readonly Observation[], weights: readonly number[]): readonly number[] {
  const gradient = weights.map((weight) => -RIDGE * weight)
  const curvature = weights.map((_, row) => weights.map((__, column) => (row === column ? RIDGE : 0)))
  for (const { features, target, weight } of observations) {
    const probable = sigmoid(dot(features, weights))
    for (const [row, feature] of features.entries()) {
      gradient[row] = known(gradient[row]) + weight * (target - probable) * feature
      addTo(known(curvature[row]), features, weight * probable * (1 - probable) * feature)
    }
  }
  return solve(curvature, gradient)
}

function addTo(row: number[], features: readonly number[], times: number): void {
  for (const [column, feature] of features.entries()) row[column] = known(row[column]) + times * feature
}
