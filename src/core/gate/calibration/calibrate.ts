import { dot, fitLogistic, sigmoid } from './fit-logistic.ts'
import type { Step } from './isotonic.ts'
import { fitIsotonic, rightBySteps } from './isotonic.ts'
import type { Judged } from './judged.ts'

/**
 * How scores are turned into probabilities that are shown. It never decides: a bad one costs nobody anything. The more
 * is known, the freer its form.
 */
export type Calibration =
  /** Too few to say anything. */
  | { readonly kind: 'none'; readonly of: number }
  /** P(right) = σ(a · logit(score) + c). Platt, 1999. */
  | { readonly kind: 'platt'; readonly of: number; readonly weights: readonly number[] }
  /** P(right) = σ(a · ln(score) − b · ln(1 − score) + c), a and b not below 0. Kull, Silva Filho and Flach, 2017. */
  | { readonly kind: 'beta'; readonly of: number; readonly weights: readonly number[] }
  | { readonly kind: 'isotonic'; readonly of: number; readonly steps: readonly Step[] }

const PLATT_FROM = 30
const BETA_FROM = 200
/** With fewer it follows chance. */
const ISOTONIC_FROM = 1_000

/** Scores of 0 and 1 have no logarithm to calculate with. */
const SCORE_LEAST = 1e-6

export function calibrate(judged: readonly Judged[]): Calibration {
  const of = judged.length
  if (of < PLATT_FROM) return { kind: 'none', of }
  if (of >= ISOTONIC_FROM) return { kind: 'isotonic', of, steps: fitIsotonic(judged) }
  return of < BETA_FROM
    ? { kind: 'platt', of, weights: fitOn(judged, logitOf) }
    : { kind: 'beta', of, weights: fitBeta(judged) }
}

/** How probably an answer with this score is right; null: not enough is known. */
export function probablyRight(calibration: Calibration, score: number): number | null {
  switch (calibration.kind) {
    case 'none':
      return null
    case 'platt':
      return sigmoid(dot(calibration.weights, logitOf(score)))
    case 'beta':
      return sigmoid(dot(calibration.weights, logarithmsOf(score)))
    case 'isotonic':
      return rightBySteps(calibration.steps, score)
  }
}

/** The place of the weight that stands alone. */
const CONSTANT = 2

/** A weight below 0 would say that surer answers are right less often: what it stands before is then left out. */
function fitBeta(judged: readonly Judged[]): readonly number[] {
  const both = fitOn(judged, logarithmsOf)
  const falling = both.findIndex((weight, index) => index < CONSTANT && weight < 0)
  if (falling === -1) return both
  const rest = fitOn(judged, (score) => logarithmsOf(score).toSpliced(falling, 1))
  return rest.map((weight, index) => (index < CONSTANT - 1 ? Math.max(0, weight) : weight)).toSpliced(falling, 0, 0)
}

function fitOn(judged: readonly Judged[], features: (score: number) => readonly number[]): readonly number[] {
  const targets = smoothedTargets(judged)
  return fitLogistic(
    judged.map(({ score, isRight, weight = 1 }) => ({
      features: features(score),
      target: isRight ? targets.right : targets.wrong,
      weight,
    })),
  )
}

/** Not quite 1 and 0, so that a few answers that are all right do not make it certain (Platt, 1999). */
function smoothedTargets(judged: readonly Judged[]): { readonly right: number; readonly wrong: number } {
  const right = judged.filter(({ isRight }) => isRight).length
  return { right: (right + 1) / (right + 2), wrong: 1 / (judged.length - right + 2) }
}

function logitOf(score: number): readonly number[] {
  const [left, right] = logarithmsOf(score)
  return [left + right, 1]
}

function logarithmsOf(score: number): readonly [left: number, right: number, constant: number] {
  const inside = Math.min(1 - SCORE_LEAST, Math.max(SCORE_LEAST, score))
  return [Math.log(inside), -Math.log1p(-inside), 1]
}
