import { describe, expect, it } from 'vitest'
import { chanceOf } from '../../simulation/chance.ts'
import { instantsOf } from '../oracle/instants-of.ts'
import { clockOfYears, ZONES } from '../oracle/zones.ts'
import { compareInstants } from './compare-instants.ts'
import { asTheProgram } from './find-next.ts'
import { randomPattern } from './random-pattern.ts'
import { isNoticed, WRONG_RULES } from './wrong-rules.ts'

const SEED = 1
const DRAWN = 4
const chance = chanceOf(SEED)
const PATTERNS = [
  '30 2 * * *',
  '0 0 * * *',
  '59 23 * * *',
  '15,45 1-3 * * *',
  '30 23,0 * * SUN',
  '*/15 2 * * *',
  '0 */2 * * SAT,SUN',
  '*/20 0-3 * 3,4,9,10 *',
  '0 3 L * *',
  '0 0 31W * *',
  '30 1 13 * FRI#2',
  '0 2 */2 * SUNL',
  ...Array.from({ length: DRAWN }, () => randomPattern(chance).text),
]
/** Two cores have other tests to run beside this. */
const COMPARED_MS = 60_000

describe(`${PATTERNS.length} patterns, ${DRAWN} of them drawn with the seed ${SEED}`, () => {
  it.each(ZONES)(
    '[SH4][SH5][SH6][SH7][SH8][SH11][SH12] in %s over a year: none missing, none too many',
    (timezone) => {
      const clock = clockOfYears(timezone, 2026, 2026)
      const violations = PATTERNS.flatMap(
        (pattern) => compareInstants(pattern, clock, { findNext: asTheProgram, chance: chanceOf(SEED) }).violations,
      )
      expect(violations).toEqual([])
    },
    COMPARED_MS,
  )
})

describe('the comparison', () => {
  it.each(Object.entries(WRONG_RULES))('notices that %s', (_, wrongRule) => {
    expect(isNoticed(wrongRule)).toBe(true)
    expect(isNoticed({ ...wrongRule, findNext: asTheProgram })).toBe(false)
  })
})

/** Worked out by hand from the days on which the clocks change. */
describe('the enumerator', () => {
  it.each([
    ['30 2 * * *', 'Europe/Berlin', '2026-03-28T12', ['2026-03-29T01:00', '2026-03-30T00:30']],
    ['30 2 * * *', 'Europe/Berlin', '2026-10-24T12', ['2026-10-25T00:30', '2026-10-26T01:30']],
    ['*/30 2 * * *', 'Europe/Berlin', '2026-03-28T12', ['2026-03-30T00:00', '2026-03-30T00:30']],
    ['*/30 2 * * *', 'Europe/Berlin', '2026-10-25T00', ['2026-10-25T00:30', '2026-10-25T01:00', '2026-10-25T01:30']],
    ['0 0 * * *', 'America/Santiago', '2026-09-05T12', ['2026-09-06T04:00', '2026-09-07T03:00']],
    ['45 1 * * *', 'Australia/Lord_Howe', '2026-04-04T13', ['2026-04-04T14:45', '2026-04-05T15:15']],
    ['30 23 * * *', 'America/Nuuk', '2026-03-28T12', ['2026-03-29T01:00', '2026-03-30T00:30']],
    ['0 9 15W * *', 'UTC', '2026-07-31T12', ['2026-08-14T09:00', '2026-09-15T09:00', '2026-10-15T09:00']],
    ['0 9 LW * FRI#5', 'UTC', '2026-05-01T12', ['2026-05-29T09:00', '2026-06-30T09:00', '2026-07-31T09:00']],
    ['0 9 1 1 1-5/2', 'UTC', '2026-01-01T12', ['2026-01-02T09:00', '2026-01-05T09:00', '2026-01-07T09:00']],
  ])('%s in %s after %s', (...[pattern, timezone, after, expected]) => {
    const instants = instantsOf(pattern, clockOfYears(timezone, 2026, 2026)).filter(
      (instant) => instant > Date.parse(`${after}:00Z`),
    )
    const first = instants.slice(0, expected.length).map((instant) => new Date(instant).toISOString())
    expect(first).toEqual(expected.map((minute) => `${minute}:00.000Z`))
  })
})
