import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { minimise } from '../../../../src/adapters/performers/classifier/minimise.ts'
import type { LabelledVectors } from '../../../../src/adapters/performers/classifier/regression.ts'
import { regressionLoss } from '../../../../src/adapters/performers/classifier/regression.ts'
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
  it('[CL3] has the gradient that finite differences show', () => {
    fc.assert(
      fc.property(data, weights, (rows, at) => {
        const point = Float64Array.from(at)
        const gradient = new Float64Array(point.length)
        regressionLoss(rows, point, gradient)
        for (const index of point.keys()) expect(gradient[index]).toBeCloseTo(slopeAlong(rows, point, index), 5)
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

  it('[CL5] ends at the lowest point of a convex function', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(finite(50), fc.double({ min: 0.1, max: 20, noNaN: true })), { minLength: 1, maxLength: 12 }),
        (axes) => {
          const lowest = minimise((point, gradient) => {
            let value = 0
            for (const [index, [centre, width]] of axes.entries()) {
              const distance = (point[index] ?? 0) - centre
              gradient[index] = width * distance
              value += (width / 2) * distance * distance
            }
            return value
          }, new Float64Array(axes.length))
          for (const [index, [centre]] of axes.entries()) expect(lowest[index]).toBeCloseTo(centre, 1)
        },
      ),
    )
  })

  it('[CL5] stays where it is when no step leads down', () => {
    const uphill = (_: Float64Array, gradient: Float64Array) => {
      gradient.fill(-1)
      return Number.NaN
    }
    expect(minimise(uphill, Float64Array.of(3))).toEqual(Float64Array.of(3))
  })
})

function slopeAlong(rows: LabelledVectors, point: Float64Array, index: number): number {
  const step = 1e-6
  const ignored = new Float64Array(point.length)
  const above = point.with(index, (point[index] ?? 0) + step)
  const below = point.with(index, (point[index] ?? 0) - step)
  return (regressionLoss(rows, above, ignored) - regressionLoss(rows, below, ignored)) / (2 * step)
}
