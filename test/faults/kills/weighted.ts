import type { Random } from '../../support/seeded.ts'

/** Things by how often they are to come, in any unit. */
export type Shares<T extends string> = Readonly<Record<T, number>>

export function pickWeighted<T extends string>(shares: Shares<T>, random: Random): T {
  const entries = Object.entries(shares) as [T, number][]
  let left = random() * entries.reduce((sum, [, share]) => sum + share, 0)
  for (const [thing, share] of entries) {
    left -= share
    if (left < 0) return thing
  }
  throw new Error('The shares have no sum')
}
