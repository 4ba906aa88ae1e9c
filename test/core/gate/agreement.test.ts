import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../src/core/basics/json.ts'
import { findMajority, shareOf } from '../../../src/core/gate/agreement.ts'

const said = (outputs: JsonObject) => ({ outputs })
const REFUND = said({ label: 'refund' })
const OTHER = said({ label: 'other' })

describe('agreement', () => {
  it('[GA7] is the share of the largest group of all that were asked', () => {
    expect(findMajority([OTHER, REFUND, REFUND])).toEqual({ first: REFUND, agreement: { samples: 3, agreeing: 2 } })
    expect(findMajority([REFUND, null, null])).toEqual({ first: REFUND, agreement: { samples: 3, agreeing: 1 } })
    expect(shareOf({ samples: 3, agreeing: 2 })).toBe(2 / 3)
  })

  it('[GA7] of equally large groups takes the one whose first answer came first', () => {
    expect(findMajority([null, OTHER, REFUND, REFUND, OTHER])?.first).toBe(OTHER)
    expect(findMajority([REFUND, OTHER])?.first).toBe(REFUND)
  })

  it('[GA9] is not there where nobody answered', () => {
    expect(findMajority([null, null])).toBeUndefined()
  })

  it('[GA8] overlooks spacing and the order of keys, and gives the first answer as it is', () => {
    const spaced = said({ to: ' Ann  Lee\n', lines: ['a\tb', 1, null, { last: 'x ' }] })
    const plain = said({ lines: ['a b', 1, null, { last: 'x' }], to: 'Ann Lee' })
    expect(findMajority([spaced, plain])).toEqual({ first: spaced, agreement: { samples: 2, agreeing: 2 } })
    expect(findMajority([said({ name: 'Zoe\u0308' }), said({ name: 'Zo\u00eb' })])?.agreement.agreeing).toBe(2)
  })

  it.each([
    [{ order: 'aB1' }, { order: 'ab1' }],
    [{ amount: 1 }, { amount: '1' }],
    [{ amount: 1 }, { amount: 1, note: '' }],
    [{ lines: ['a', 'b'] }, { lines: ['b', 'a'] }],
    [{ text: null }, { text: '' }],
  ] satisfies [JsonObject, JsonObject][])('[GA8] tells %o from %o', (left, right) => {
    expect(findMajority([said(left), said(right)])?.agreement.agreeing).toBe(1)
  })

  it('[GA7] is at least one and at most all of those who answered, and the same in any order', () => {
    const answer = fc.option(fc.constantFrom('a', 'b ', ' b', 'c').map((label) => said({ label })))
    const asked = fc.array(answer, { minLength: 2, maxLength: 10 })
    const shuffled = asked.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    )
    fc.assert(
      fc.property(shuffled, ([all, again]) => {
        const answered = all.filter((each) => each !== null).length
        const agreement = findMajority(all)?.agreement
        const { agreeing, samples } = agreement ?? { agreeing: 0, samples: all.length }
        expect(findMajority(again)?.agreement).toEqual(agreement)
        expect([samples, agreeing > 0, agreeing <= answered]).toEqual([all.length, answered > 0, true])
      }),
    )
  })
})
