import { describe, expect, it } from 'vitest'
import { confidencePercent } from '../../../src/core/gate/confidence-percent.ts'
import { confidenceLevel, confidenceWords } from '../../../src/web/derive/confidence-words.ts'
import { percentWords } from '../../../src/web/derive/percent.ts'

describe('confidence', () => {
  it.each([
    ['above the limit', 0.93, 'enough'],
    ['equal to the limit', 0.85, 'enough'],
    ['below the limit', 0.849, 'low'],
    ['not known', null, 'unknown'],
  ] as const)('[UI1] %s', (_case, value, level) => {
    expect(confidenceLevel({ value, threshold: 0.85, source: 'reported' })).toBe(level)
  })

  it('[UI1] nothing is low where nothing is asked of it', () => {
    expect(confidenceLevel({ value: 0.01, threshold: null, source: 'reported' })).toBe('enough')
  })

  it.each([
    [0.71, 0.9, '71 %'],
    [0.726, 0.9, '73 %'],
    [0.899, 0.9, '89.9 %'],
    [0.8999, 0.9, '89.9 %'],
    [0.9, 0.9, '90 %'],
    [0.999, null, '100 %'],
  ])('[UI2] %d with the limit %d is %s', (value, threshold, words) => {
    expect(confidencePercent(value, threshold)).toBe(words)
  })

  it('[UI2] a share of 99.9 % is not all of them', () => {
    expect(percentWords(0.999)).toBe('99 %')
  })

  it('[UI2] every whole per cent stays what it is in binary', () => {
    const all = Array.from({ length: 101 }, (_, percent) => percent)
    expect(all.map((percent) => percentWords(percent / 100))).toEqual(all.map((percent) => `${percent} %`))
  })

  it('[UI3] reads as one sentence', () => {
    expect(confidenceWords({ value: 0.71, threshold: 0.9, source: 'reported' })).toBe(
      '71 % sure, asks a person below 90 %, its own estimate, not checked yet',
    )
  })

  it('[UI192] says each score where there are several', () => {
    const scores = [
      { source: 'reported', value: 1 },
      { source: 'agreement', value: 0.5, samples: 4, agreeing: 2 },
    ] as const
    expect(confidenceWords({ value: 0.5, threshold: 0.9, source: 'agreement', scores })).toBe(
      '50 % sure, asks a person below 90 %, the share of its answers that agree; it says 100 % · 2 of 4 answers agreed',
    )
    const unknown = [scores[0], { source: 'scored', value: null, by: 'skill:check' }] as const
    expect(confidenceWords({ value: null, threshold: 0.9, source: 'none', scores: unknown })).toBe(
      'Not known how sure; a person is asked; it says 100 % · a second skill can not say',
    )
  })

  it('[UI3] says that it asks nobody, and that it is not known', () => {
    expect(confidenceWords({ value: 1, threshold: null, source: 'scored' })).toBe(
      '100 % sure, asks nobody, scored by a second skill',
    )
    expect(confidenceWords({ value: null, threshold: 0.9, source: 'none' })).toBe(
      'Not known how sure; a person is asked',
    )
  })
})
