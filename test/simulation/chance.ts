import type { Random } from '../support/seeded.ts'
import { pick, randomFrom } from '../support/seeded.ts'

/** Everything by chance in one simulated world. */
export interface Chance {
  readonly random: Random
  /** True in this share of cases. */
  readonly in: (share: number) => boolean
  /** A whole number from `least` up to `most`, both included. */
  readonly from: (least: number, most: number) => number
  readonly pick: <T>(items: readonly T[]) => T
}

export function chanceOf(seed: number): Chance {
  const random = randomFrom(seed)
  return {
    random,
    in: (share) => random() < share,
    from: (least, most) => least + Math.floor(random() * (most - least + 1)),
    pick: (items) => pick(items, random),
  }
}
