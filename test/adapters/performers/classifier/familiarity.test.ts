import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  familiarityOf,
  leastFamiliarity,
  tellingOf,
} from '../../../../src/adapters/performers/classifier/familiarity.ts'
import { vectorOf } from '../../../../src/adapters/performers/classifier/feature-space.ts'
import { featuresOf } from '../../../../src/adapters/performers/classifier/features.ts'
import { predict, trainModel } from '../../../../src/adapters/performers/classifier/model.ts'
import { FRUIT_AND_TOOLS } from '../../../support/examples.ts'

const MODEL = trainModel(FRUIT_AND_TOOLS)

describe('how familiar a text is', () => {
  it('[CL9] a column that speaks for all labels alike tells nothing', () => {
    const biases = [9, 9, 9]
    const telling = tellingOf(Float32Array.of(2, 2, 2, 1, -1, 0, 3, 1, 2, ...biases), 3)
    expect([...telling]).toEqual([0, Math.SQRT2, expect.closeTo(Math.SQRT2, 10)])
  })

  it('[CL9] what the examples never taught makes a text less familiar', () => {
    const [plain, strange] = ['a ripe apple', 'a ripe apple beside the xylophone'].map(familiarity)
    expect(strange).toBeGreaterThan(0)
    expect(plain).toBeGreaterThan(Number(strange))
  })

  it('[CL9] nothing is less familiar than a text that shares nothing', () => {
    expect([familiarity('qqq zzz'), familiarity('')]).toEqual([0, 0])
  })

  it('[CL9] it is neither the sum over a text, which grows with it, nor the mean, which one word makes', () => {
    const vector = { columns: Int32Array.of(0), values: Float64Array.of(0.5) }
    const [short, long] = [1, 4].map((total) => familiarityOf({ ...vector, total }, Float64Array.of(3)))
    expect([short, long]).toEqual([1.5, 0.75])
  })

  it('[CL10] at most one in fifty is below the least, and no looser limit has that', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.double({ min: 0, noNaN: true }), { minLength: 49, maxLength: 300 }), (heldOut) => {
        const least = leastFamiliarity(heldOut)
        const below = heldOut.filter((familiar) => familiar < least).length
        const chanceOfTheNext = (rank: number) => rank / (heldOut.length + 1)
        expect(heldOut).toContain(least)
        expect(chanceOfTheNext(below + 1)).toBeLessThanOrEqual(1 / 50)
        expect(chanceOfTheNext(below + 2)).toBeGreaterThan(1 / 50)
      }),
    )
  })

  it('[CL10] of fewer it is the least there is', () => {
    expect(leastFamiliarity([0.4, 0.2, 0.3])).toBe(0.2)
  })

  it('[CL10] it is learned from examples that were held out', () => {
    const known = FRUIT_AND_TOOLS.map(({ text }) => familiarity(text))
    expect(MODEL.familiarityMin).toBeGreaterThan(0)
    expect(MODEL.familiarityMin).toBeLessThan(Math.min(...known) / 2)
  })

  it('[CL10] a text that shares nothing is unlike the examples, also where one of them shared nothing', () => {
    expect(predict({ ...MODEL, familiarityMin: 0 }, 'qqq zzz').isFamiliar).toBe(false)
  })

  it('[CL10] a text can be sure of its label and still unlike the examples', () => {
    const { best, isFamiliar } = predict({ ...MODEL, familiarityMin: familiarity('the tree') + 1e-9 }, 'the tree')
    expect(best.probability).toBeGreaterThan(0.9)
    expect(isFamiliar).toBe(false)
    expect(predict({ ...MODEL, familiarityMin: familiarity('the tree') }, 'the tree').isFamiliar).toBe(true)
  })
})

function familiarity(text: string): number {
  return familiarityOf(vectorOf(featuresOf(text), MODEL.space), MODEL.telling)
}
