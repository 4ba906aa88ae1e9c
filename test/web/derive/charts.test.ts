import { describe, expect, it } from 'vitest'
import {
  areaPath,
  linePath,
  niceTicks,
  scale,
  stepPath,
  stretches,
  wholeTicks,
  wordsThatFit,
} from '../../../src/web/derive/chart-scale.ts'
import { behindWords, intervalWords, shareWords } from '../../../src/web/derive/interval-words.ts'

describe('scales', () => {
  it('[UI310] numbers are placed evenly, upside down too, and all at the beginning where there is no stretch', () => {
    const up = scale({ from: 0, to: 50 }, { from: 100, to: 0 })
    expect([0, 25, 50].map(up)).toEqual([100, 50, 0])
    expect(scale({ from: 3, to: 3 }, { from: 10, to: 90 })(3)).toBe(10)
  })

  it.each([
    [0, 3, [0, 1]],
    [1, 4, [0, 0.5, 1]],
    [2.38, 3, [0, 1, 2, 3]],
    [41, 3, [0, 20, 40, 60]],
    [0.09, 3, [0, 0.05, 0.1]],
    [0.3, 3, [0, 0.1, 0.2, 0.3]],
    [1_000, 2, [0, 500, 1_000]],
  ])('[UI310] up to %d in %d steps the ticks are round: %j', (max, count, ticks) => {
    expect(niceTicks(max, count)).toEqual(ticks)
  })

  it('[UI310] what can not be halved has whole ticks', () => {
    expect(wholeTicks(1, 3)).toEqual([0, 1])
    expect(wholeTicks(2, 4)).toEqual([0, 1, 2])
    expect(wholeTicks(20, 2)).toEqual([0, 10, 20])
    expect(wholeTicks(0, 3)).toEqual([0, 1])
  })

  it('[UI310] only words that do not touch each other stand below, the last one always', () => {
    const days = ['1 Nov', '2 Nov', '3 Nov', '4 Nov', '5 Nov'].map((words, place) => ({ at: place / 4, words }))
    const shown = (width: number) => wordsThatFit(days, width).map(({ words }) => words)
    expect(shown(600)).toEqual(['1 Nov', '2 Nov', '3 Nov', '4 Nov', '5 Nov'])
    expect(shown(120)).toEqual(['1 Nov', '3 Nov', '5 Nov'])
    expect(shown(20)).toEqual(['5 Nov'])
    expect(wordsThatFit([], 100)).toEqual([])
  })
})

describe('lines', () => {
  const points = [
    { x: 0, y: 10 },
    { x: 5.04, y: 2 },
  ]

  it('[UI311] a line, an area and steps go through their points', () => {
    expect(linePath(points)).toBe('M0 10L5 2')
    expect(
      areaPath(
        points,
        [points[0], { x: 5, y: 20 }].flatMap((point) => point ?? []),
      ),
    ).toBe('M0 10L5 2L5 20L0 10Z')
    expect(stepPath(points)).toBe('M0 10H5V2')
    expect([linePath([]), areaPath([], []), stepPath([])]).toEqual(['', '', ''])
  })

  it('[UI311] where nothing is known there is a gap', () => {
    expect(stretches([null, 1, 2, null, null, 3])).toEqual([[1, 2], [3]])
    expect(stretches([null])).toEqual([])
  })
})

describe('measured shares', () => {
  it.each([
    [{ share: 0.74, n: 50 }, '74 %'],
    [{ share: 0.971, n: 138 }, '97.1 %'],
    [{ share: 0.97, n: 138 }, '97 %'],
    [{ share: 0.9999, n: 20_000 }, '99.9 %'],
    [{ share: 0.999, n: 20 }, '99 %'],
    [{ share: 1, n: 20 }, '100 %'],
    [{ share: 0.0001, n: 20_000 }, '0.1 %'],
    [{ share: 0, n: 20_000 }, '0 %'],
  ])('[UI312] %j is %s', (measured, words) => {
    expect(shareWords(measured)).toBe(words)
  })

  it('[UI312] an interval is rounded outwards and never looks surer than it is', () => {
    expect(intervalWords({ share: 0.97, low: 0.9281, high: 0.9882, n: 138 })).toBe('92.8 to 98.9 %')
    expect(intervalWords({ share: 0.5, low: 0.29, high: 0.71, n: 9 })).toBe('29 to 71 %')
    expect(intervalWords({ share: 0.5, low: 0.2901, high: 0.7101, n: 9 })).toBe('29 to 72 %')
  })

  it('[UI312] beside a number stands of how many it is', () => {
    const measured = { share: 0.74, low: 0.72, high: 0.76, n: 1_648 }
    expect(behindWords(measured, 'stage')).toBe('72 to 76 % · n = 1,648 stages')
    expect(behindWords(measured)).toBe('72 to 76 % · n = 1,648')
    expect(behindWords({ ...measured, n: 1 }, 'stage')).toContain('n = 1 stage')
    expect(behindWords(null, 'stage')).toBe('n = 0')
  })
})
