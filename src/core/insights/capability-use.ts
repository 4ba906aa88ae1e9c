import type { Share } from '../basics/share.ts'
import { automationShare } from './automation.ts'
import { rightShare } from './confidence-check.ts'
import { countsBy, sumsOf } from './sums.ts'
import type { TallySum } from './tally.ts'
import { countOf, sumOf } from './tally.ts'

/** What stages that were given to a skill or an agent came to. */
export interface CapabilityUse {
  readonly ref: string
  readonly stages: number
  readonly successes: number
  readonly automation: Share
  readonly right: Share
  readonly costs: readonly { readonly currency: string; readonly microUnits: number; readonly stages: number }[]
  readonly costUnknown: number
}

/** Everybody but people, whoever did most first. */
export function capabilityUses(sums: readonly TallySum[]): readonly CapabilityUse[] {
  return countsBy(sumsOf(sums, 'stage'), ({ group }) => group.performer)
    .filter(({ key, count }) => count > 0 && !key.startsWith('human:'))
    .map(({ key }) => useOf(key, sums))
}

function useOf(ref: string, sums: readonly TallySum[]): CapabilityUse {
  const own = sums.filter(({ group }) => 'performer' in group && group.performer === ref)
  const stages = sumsOf(own, 'stage')
  const unknown = stages.filter(({ group }) => group.cost === 'unknown')
  const priced = stages.filter(({ group }) => group.cost !== 'unknown' && group.cost !== 'free')
  return {
    ref,
    stages: countOf(stages),
    successes: countOf(stages.filter(({ group }) => group.outcome === 'succeeded')),
    automation: automationShare(own),
    right: rightShare(own),
    costs: countsBy(priced, ({ group }) => group.cost).map(({ key, count, sums: same }) => ({
      currency: key,
      microUnits: sumOf(same),
      stages: count,
    })),
    costUnknown: countOf(unknown),
  }
}
