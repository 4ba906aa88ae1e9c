import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LabelledVectors, Weights } from '../../../../src/adapters/performers/classifier/regression.ts'
import {
  errorsOf,
  fitRegression,
  logitsOf,
  spreadOut,
} from '../../../../src/adapters/performers/classifier/regression.ts'
import { softmax } from '../../../../src/adapters/performers/classifier/softmax.ts'
import { fitTemperature, heldOutLoss } from '../../../../src/adapters/performers/classifier/temperature.ts'

const finite = (bound: number) => fc.double({ min: -bound, max: bound, noNaN: true })
const COLUMNS = 4
const CATEGORIES = 3

const vector = fc
  .uniqueArray(fc.integer({ min: 0, max: COLUMNS - 1 }), { minLength: 1 })
  .chain((columns) => fc.tuple(fc.constant(columns), fc.array(finite(1), { minLength: 4, maxLength: 4 })))
  .map(([columns, values]) => ({
    columns: Int32Array.from(columns.toSorted()),
    values: Float64Array.from(columns, (_, index) => values[index] ?? 0),
  }))

const data: fc.Arbitrary<LabelledVectors> = fc
  .array(fc.tuple(vector, fc.integer({ min: 0, max: CATEGORIES - 1 })), { minLength: 1, maxLength: 8 })
  .map((rows) => ({
    vectors: rows.map(([row]) => row),
    categories: Int32Array.from(rows, ([, category]) => category),
    columnCount: COLUMNS,
    categoryCount: CATEGORIES,
  }))

const weights = fc.array(finite(3), { minLength: (COLUMNS + 1) * CATEGORIES, maxLength: (COLUMNS + 1) * CATEGORIES })

const heldOut = fc.array(
  fc.record({
    logits: fc.array(finite(8), { minLength: 3, maxLength: 3 }).map((logits) => Float64Array.from(logits)),
    category: fc.integer({ min: 0, max: 2 }),
  }),
  { minLength: 2, maxLength: 30 },
)

describe('training', () => {
  it('[CL3] follows the slope that finite differences show', () => {
    fc.assert(
      fc.property(data, weights, (rows, at) => {
        const point = Float32Array.from(at)
        for (const row of rows.vectors.keys())
          for (const [category, error] of errorsOf(rows, point, row).entries())
            expect(error).toBeCloseTo(slopeAlong(rows, point, { row, bias: COLUMNS * CATEGORIES + category }), 3)
      }),
    )
  })

  it('[CL4] finds the temperature at which held-out examples are likeliest', () => {
    fc.assert(
      fc.property(heldOut, fc.double({ min: 0.02, max: 50, noNaN: true }), (examples, other) => {
        const best = heldOutLoss(examples, fitTemperature(examples))
        expect(best).toBeLessThanOrEqual(heldOutLoss(examples, other) + 1e-9)
      }),
    )
  })

  it('[CL4] never makes n right answers out of n worth more than (n + 1) / (n + 2)', () => {
    const right = Array.from({ length: 9 }, () => ({ logits: Float64Array.of(2, 0), category: 0 }))
    const [sure] = softmax(Float64Array.of(2, 0), fitTemperature(right))
    expect(sure).toBeCloseTo(10 / 11, 6)
  })

  it('[CL4] warms what was too sure', () => {
    const right = { logits: Float64Array.of(4, 0), category: 0 }
    const wrong = { logits: Float64Array.of(4, 0), category: 1 }
    expect(fitTemperature([right, right, wrong])).toBeGreaterThan(4)
    expect(fitTemperature([right, wrong, wrong])).toBeCloseTo(100, 6)
  })

  it.each([1, 2, 3, 8, 100, 797])('[CL5] looks at each of %d once, neighbours far apart', (count) => {
    const order = [...spreadOut(count)]
    expect(order.toSorted((left, right) => left - right)).toEqual(Array.from({ length: count }, (_, row) => row))
    const nearest = order.slice(1).map((row, index) => Math.abs(row - (order[index] ?? Number.NaN)))
    expect(Math.min(...nearest, count)).toBeGreaterThanOrEqual(Math.floor(count / 3))
  })

  it('[CL5] tells apart what can be told apart', () => {
    const rows = Array.from({ length: 30 }, (_, row) => row % CATEGORIES)
    const separable = {
      vectors: rows.map((category) => ({ columns: Int32Array.of(category, 3), values: Float64Array.of(0.9, 0.4) })),
      categories: Int32Array.from(rows),
      columnCount: COLUMNS,
      categoryCount: CATEGORIES,
    }
    const fitted = fitRegression(separable)
    for (const [row, category] of rows.entries())
      expect(softmax(logitsOf(separable.vectors[row] ?? NO_VECTOR, fitted, CATEGORIES))[category]).toBeGreaterThan(0.9)
  })
})

const NO_VECTOR = { columns: new Int32Array(), values: new Float64Array() }

function lossOf({ vectors, categories, categoryCount }: LabelledVectors, point: Weights, row: number): number {
  const probabilities = softmax(logitsOf(vectors[row] ?? NO_VECTOR, point, categoryCount))
  return -Math.log(probabilities[categories[row] ?? 0] ?? Number.NaN)
}

/** Of a row's loss, by the bias of a category. Weights are single precision, so the step is large. */
function slopeAlong(
  rows: LabelledVectors,
  point: Weights,
  at: { readonly row: number; readonly bias: number },
): number {
  const step = 2 ** -8
  const above = point.with(at.bias, (point[at.bias] ?? 0) + step)
  const below = point.with(at.bias, (point[at.bias] ?? 0) - step)
  const run = (above[at.bias] ?? 0) - (below[at.bias] ?? 0)
  return (lossOf(rows, above, at.row) - lossOf(rows, below, at.row)) / run
}
