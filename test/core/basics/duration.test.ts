import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DURATION_MAX_MS, formatDuration, parseDuration } from '../../../src/core/basics/duration.ts'
import { err, ok } from '../../../src/core/basics/result.ts'

describe('durations', () => {
  it.each([
    ['250ms', 250],
    ['30s', 30_000],
    ['5m', 300_000],
    ['4h', 14_400_000],
    ['2d', 172_800_000],
    ['1w', 604_800_000],
    ['1h30m', 5_400_000],
    ['1m500ms', 60_500],
    ['0s', 0],
  ])('[BA1] %s is %i milliseconds', (text, ms) => {
    expect(parseDuration(text)).toEqual(ok(ms))
  })

  it.each(['', '30', '1.5h', '30 m', '-5m', '5M', 'h', '1h ', ' 1h', '1y', '1e3s', 'PT4H', '1234567890s'])(
    '[BA2] no other spelling is guessed at: %j',
    (text) => {
      expect(parseDuration(text)).toEqual(err({ code: 'duration-spelling', text }))
    },
  )

  it('[BA3] more than ten years are refused', () => {
    expect(parseDuration('3650d')).toEqual(ok(DURATION_MAX_MS))
    expect(parseDuration('3650d1ms')).toEqual(err({ code: 'duration-too-long', text: '3650d1ms' }))
  })

  it('[BA4] a duration is printed in its shortest spelling, which reads back to the same', () => {
    expect([0, 5_400_000, 694_861_001].map(formatDuration)).toEqual(['0s', '1h30m', '1w1d1h1m1s1ms'])
    fc.assert(
      fc.property(fc.nat(DURATION_MAX_MS), (ms) => {
        expect(parseDuration(formatDuration(ms))).toEqual(ok(ms))
      }),
    )
  })
})
