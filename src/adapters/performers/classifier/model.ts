import { familiarityOf, leastFamiliarity, tellingOf } from './familiarity.ts'
import type { FeatureSpace, SparseVector, TextVector } from './feature-space.ts'
import { featureSpaceOf, vectorOf } from './feature-space.ts'
import { featuresOf } from './features.ts'
import type { Weights } from './regression.ts'
import { fitRegression, logitsOf } from './regression.ts'
import { softmax } from './softmax.ts'
import type { HeldOut } from './temperature.ts'
import { fitTemperature } from './temperature.ts'

export interface Example {
  readonly text: string
  readonly label: string
}

/** A trained classifier. Plain data: it survives a structured clone. */
export interface Model {
  /** In alphabetical order. */
  readonly labels: readonly string[]
  readonly space: FeatureSpace
  readonly weights: Weights
  readonly temperature: number
  /** How much each column tells about the label. */
  readonly telling: Float64Array
  /** Below this a text is unlike the examples. */
  readonly familiarityMin: number
  /** How it did on examples it was not trained on. */
  readonly heldOut: { readonly count: number; readonly correct: number }
}

interface Prediction {
  readonly label: string
  readonly probability: number
}

/** Parts that the examples are divided into: one is judged by a model that was trained on the others. */
const FOLDS = 5
/** Parts are judged until it is so many examples: more would hardly change the temperature, and each costs a training. */
const HELD_OUT_ENOUGH = 1_500

/**
 * A classifier from examples; at least two of each label are needed. Its temperature comes from held-out predictions,
 * its weights from all examples. Neither the order nor a repetition of examples matters, and nothing is left to chance.
 */
export function trainModel(examples: readonly Example[]): Model {
  const rows = inOneOrder(examples)
  const labels = [...new Set(rows.map((row) => row.label))].sort()
  const judged = Math.min(FOLDS, Math.ceil((HELD_OUT_ENOUGH * FOLDS) / rows.length))
  const heldOut = Array.from({ length: judged }, (_, fold) => heldOutOf(rows, labels, fold)).flat()
  return {
    ...fitRows(rows, labels),
    labels,
    temperature: fitTemperature(heldOut),
    familiarityMin: leastFamiliarity(heldOut.map(({ familiarity }) => familiarity)),
    heldOut: { count: heldOut.length, correct: heldOut.filter(isCorrect).length },
  }
}

/** What a model makes of a text. */
export interface Judgement {
  readonly best: Prediction
  /** Every label with its calibrated probability, the likeliest first. They sum to 1. */
  readonly predictions: readonly Prediction[]
  /** False: the text is so unlike the examples that the probabilities say nothing about it. */
  readonly isFamiliar: boolean
}

export function predict(model: Model, text: string): Judgement {
  const vector = vectorOf(featuresOf(text), model.space)
  const probabilities = softmax(logitsOf(vector, model.weights, model.labels.length), model.temperature)
  const predictions = model.labels
    .map((label, index) => ({ label, probability: probabilities[index] ?? 0 }))
    .sort((left, right) => right.probability - left.probability)
  const [best] = predictions
  if (best === undefined) throw new Error('A model has no labels.')
  return { best, predictions, isFamiliar: isFamiliar(model, vector) }
}

function isFamiliar({ telling, familiarityMin }: Model, vector: TextVector): boolean {
  const familiarity = familiarityOf(vector, telling)
  return familiarity > 0 && familiarity >= familiarityMin
}

interface Row {
  readonly label: string
  readonly features: ReadonlyMap<number, number>
}

function inOneOrder(examples: readonly Example[]): readonly Row[] {
  const distinct = new Map(examples.map(({ text, label }) => [JSON.stringify([label, text]), { text, label }]))
  return [...distinct]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, { text, label }]) => ({ label, features: featuresOf(text) }))
}

/** An example judged by a model that has not seen it. */
interface Unseen extends HeldOut {
  readonly familiarity: number
}

/** Rows stand ordered by label, so every FOLDS-th row takes the same share of each label. */
function heldOutOf(rows: readonly Row[], labels: readonly string[], fold: number): readonly Unseen[] {
  const { space, weights, telling } = fitRows(
    rows.filter((_, index) => index % FOLDS !== fold),
    labels,
  )
  return rows
    .filter((_, index) => index % FOLDS === fold)
    .map(({ features, label }) => {
      const vector = vectorOf(features, space)
      const logits = logitsOf(vector, weights, labels.length)
      return { logits, category: labels.indexOf(label), familiarity: familiarityOf(vector, telling) }
    })
}

function fitRows(rows: readonly Row[], labels: readonly string[]): Pick<Model, 'space' | 'weights' | 'telling'> {
  const space = featureSpaceOf(rows.map((row) => row.features))
  const vectors: readonly SparseVector[] = rows.map((row) => vectorOf(row.features, space))
  const categories = Int32Array.from(rows, (row) => labels.indexOf(row.label))
  const columnCount = space.weights.length
  const weights = fitRegression({ vectors, categories, columnCount, categoryCount: labels.length })
  return { space, weights, telling: tellingOf(weights, labels.length) }
}

function isCorrect({ logits, category }: HeldOut): boolean {
  return logits.indexOf(Math.max(...logits)) === category
}
