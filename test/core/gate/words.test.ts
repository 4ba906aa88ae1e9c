import { describe, expect, it } from 'vitest'
import { measureWords } from '../../../src/core/gate/gate-words.ts'
import type { Score } from '../../../src/core/gate/score.ts'
import { scoreWords } from '../../../src/core/gate/score-words.ts'

describe('how sure, in words', () => {
  it('[GA12] each score says who it is from', () => {
    const agreement: Score = { source: 'agreement', value: 2 / 3, samples: 3, agreeing: 2 }
    expect(
      scoreWords([{ source: 'reported', value: 0.9 }, agreement, { source: 'scored', value: 0.8, by: 'skill:check' }]),
    ).toBe('it says 90 % · 2 of 3 answers agreed · a second skill says 80 %')
    expect(
      scoreWords([
        { source: 'reported', value: null },
        { source: 'scored', value: null, by: 'skill:check' },
      ]),
    ).toBe('it does not say how sure it is · a second skill can not say')
  })

  it('[GA12] a plan says how often is asked, and when a second skill is', () => {
    const reviewBetween = { from: 0.6, to: 0.95 }
    const nothing = { samples: null, reviewBetween: null, reviewer: null }
    expect(measureWords(nothing)).toEqual([])
    expect(measureWords({ ...nothing, samples: 3 })).toEqual([
      'asked 3 times; the share of answers that agree is how sure it is',
    ])
    expect(measureWords({ ...nothing, reviewBetween })).toEqual([])
    expect(measureWords({ ...nothing, reviewBetween, reviewer: { name: 'Check' } })).toEqual([
      'checked by Check when between 60 % and 95 % sure',
    ])
  })
})
