import { softmax } from './softmax.ts'

/** Logits of a text that the model was not trained on, and which category was right. */
export interface HeldOut {
  readonly logits: Float64Array
  readonly category: number
}

/**
 * The temperature that makes held-out examples most likely (Guo et al. 2017, "On Calibration of Modern Neural
 * Networks", §4.2). In the inverse temperature the loss is convex, so its slope is bisected. Above 1: the model was
 * too sure of itself.
 */
export function fitTemperature(heldOut: readonly HeldOut[]): number {
  let low = INVERSE_MIN
  let high = INVERSE_MAX
  for (let step = 0; step < BISECTIONS; step += 1) {
    const middle = Math.sqrt(low * high)
    if (lossSlope(heldOut, middle) > 0) high = middle
    else low = middle
  }
  return 1 / Math.sqrt(low * high)
}

/** Temperatures from 0.01 to 100: a set of examples that asks for more is contradictory or has nothing to compare. */
const INVERSE_MIN = 0.01
const INVERSE_MAX = 100
/** Halvings of the range on a logarithmic scale: enough for ten exact digits. */
const BISECTIONS = 40

/** Mean cross-entropy of the held-out examples at a temperature, against the smoothed truth. */
export function heldOutLoss(heldOut: readonly HeldOut[], temperature: number): number {
  let loss = 0
  for (const { logits, category } of heldOut) {
    const truth = smoothedTruth(logits.length, category, heldOut.length)
    for (const [index, probability] of softmax(logits, temperature).entries()) {
      loss -= (truth[index] ?? 0) * Math.log(Math.max(probability, Number.MIN_VALUE))
    }
  }
  return loss / heldOut.length
}

/** Derivative of the loss by the inverse temperature: the expected logit minus the true one. */
function lossSlope(heldOut: readonly HeldOut[], inverse: number): number {
  let slope = 0
  for (const { logits, category } of heldOut) {
    const truth = smoothedTruth(logits.length, category, heldOut.length)
    const probabilities = softmax(logits, 1 / inverse)
    for (const [index, logit] of logits.entries()) slope += ((probabilities[index] ?? 0) - (truth[index] ?? 0)) * logit
  }
  return slope
}

/**
 * What n right answers out of n prove: the next is right with probability (n + 1) / (n + 2) (rule of succession; Platt
 * 1999 smooths his targets the same way). Without it a few easy examples would make a classifier perfectly sure.
 */
function smoothedTruth(categoryCount: number, category: number, heldOutCount: number): Float64Array {
  const doubt = 1 / (heldOutCount + 2)
  return new Float64Array(categoryCount).fill(doubt / (categoryCount - 1)).fill(1 - doubt, category, category + 1)
}
