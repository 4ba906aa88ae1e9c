import { describe, expect, it } from 'vitest'
import { measureWords } from '../../../src/core/gate/gate-words.ts'
import type { Score } from '../../../src/core/gate/score.ts'
import { scoreWords } from '../../../src/core/gate/score-words.ts'
import { whyNothingPasses } from '../../../src/core/gate/status-words.ts'
import { at } from '../../support/runs.ts'

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

describe('why nothing passes, in words', () => {
  const gathering = { type: 'gathering', checked: 12, needed: 90, ended: null } as const

  it('[GC64] how many were looked at, and about how many more are needed where that can be said', () => {
    expect(whyNothingPasses(gathering)).toBe(
      'How often its answers are right is not certified: so far people looked at 12. About 90 more are needed.',
    )
    expect(whyNothingPasses({ ...gathering, needed: null, ended: { type: 'expired', at: at(0) } })).toBe(
      'How often its answers are right is not certified: so far people looked at 12.',
    )
  })

  it('[GC64] what checks found, after an alarm', () => {
    expect(whyNothingPasses({ ...gathering, ended: { type: 'alarm', at: at(0), wrong: 9, of: 40 } })).toBe(
      'Checks found 9 of 40 answers wrong that had passed, so a person decides each until it is certified again. About 90 more are needed.',
    )
  })

  it('[GC64] that it can not be', () => {
    expect(whyNothingPasses({ type: 'impossible', why: 'no-confidence', wrong: 0, of: 100 })).toBe(
      'It never says how sure it is, so a person decides each answer.',
    )
    expect(whyNothingPasses({ type: 'impossible', why: 'too-many-wrong', wrong: 8, of: 50 })).toBe(
      'Of 50 of its surest answers 8 were wrong, so a person decides each.',
    )
  })
})
