import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { featuresOf } from '../../../../src/adapters/performers/classifier/features.ts'
import type { Example } from '../../../../src/adapters/performers/classifier/model.ts'
import { predict, trainModel } from '../../../../src/adapters/performers/classifier/model.ts'
import { FRUIT_AND_TOOLS } from '../../../support/examples.ts'

const MODEL = trainModel(FRUIT_AND_TOOLS)

describe('the classifier', () => {
  it('[CL1] gives probabilities that sum to 1 for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { predictions, best } = predict(MODEL, text)
        const probabilities = predictions.map(({ probability }) => probability)
        expect(probabilities.every((probability) => probability >= 0)).toBe(true)
        expect(probabilities.reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1, 12)
        expect(best).toEqual(predictions[0])
      }),
    )
  })

  it('[CL2] does not depend on the order of the examples, to the last bit', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...FRUIT_AND_TOOLS], { minLength: FRUIT_AND_TOOLS.length }), (shuffled) => {
        expect(trainModel(shuffled)).toEqual(MODEL)
      }),
      { numRuns: 10 },
    )
  })

  it('[CL2] does not depend on examples that are there twice', () => {
    expect(trainModel([...FRUIT_AND_TOOLS, ...FRUIT_AND_TOOLS.slice(0, 4)])).toEqual(MODEL)
  })

  it('[CL6] is less sure of known words among unknown ones', () => {
    const plain = predict(MODEL, 'a ripe apple and a sweet pear').best
    const strange = predict(MODEL, 'a ripe apple and a sweet pear, xylophone quorum zygote obfuscate bismuth').best
    expect(strange.label).toBe(plain.label)
    expect(strange.probability).toBeLessThan(plain.probability)
  })

  it('[CL10] takes a text that shares nothing with the examples for unlike them', () => {
    expect(predict(MODEL, 'qqq zzz').isFamiliar).toBe(false)
    expect(predict(MODEL, '').isFamiliar).toBe(false)
    expect(predict(MODEL, 'an orchid in the hall').isFamiliar).toBe(false)
    expect(predict(MODEL, 'a ripe apple').isFamiliar).toBe(true)
  })

  it('[CL7] sees numbers, case and apostrophes alike', () => {
    expect(featuresOf('Order 48213 DOESN’T work')).toEqual(featuresOf("order 7 doesn't WORK"))
    expect(featuresOf('order 1')).not.toEqual(featuresOf('order'))
  })

  it('[CL8] judges every example once, by a model that has not seen it', () => {
    const memorised: readonly Example[] = Array.from({ length: 40 }, (_, index) => ({
      text: `${'abcdefghij'[index % 10]}${'klmnopqrst'[Math.floor(index / 10)]}unique${index}`.repeat(2),
      label: index % 2 === 0 ? 'even' : 'odd',
    }))
    const { heldOut } = trainModel(memorised)
    expect(heldOut.count).toBe(40)
    expect(heldOut.correct).toBeLessThan(30)
    expect(trainModel(FRUIT_AND_TOOLS).heldOut.correct).toBeGreaterThan(FRUIT_AND_TOOLS.length * 0.7)
  })
})
