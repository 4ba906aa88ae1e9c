import { describe, expect, it } from 'vitest'
import { chanceOf } from '../../simulation/chance.ts'
import { clockOfYears, ZONES } from '../oracle/zones.ts'
import { liveThrough } from './live-through.ts'
import { asTheProgram, isNoticed, WRONG_KEEPERS } from './wrong-keepers.ts'

const SEEDS = [1, 2, 3, 4, 5, 6]
const CLOCKS = ZONES.map((zone) => clockOfYears(zone, 2025, 2026))
/** Two cores have other tests to run beside this. */
const LIVED_MS = 60_000

describe('a schedule over two years, each instant beside what is expected', () => {
  it.each(SEEDS)(
    '[SD1][SD2][SD4][SD6][SD10][SD13][SD16][SD17] with seed %i',
    async (seed) => {
      const { violations } = await liveThrough(CLOCKS, chanceOf(seed), asTheProgram)
      expect(violations).toEqual([])
    },
    LIVED_MS,
  )
})

describe('the comparison', () => {
  it.each(Object.entries(WRONG_KEEPERS))(
    'notices that %s',
    async (_, keeperOf) => {
      expect(await isNoticed(keeperOf)).toBe(true)
    },
    LIVED_MS,
  )
})
