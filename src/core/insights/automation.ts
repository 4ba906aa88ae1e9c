import type { Share } from '../basics/share.ts'
import { shareOf } from '../basics/share.ts'
import { sumsOf } from './sums.ts'
import type { TallySum } from './tally.ts'
import { countOf } from './tally.ts'

/** What somebody did or tried: a skipped or canceled stage is nobody's. */
const TRIED: ReadonlySet<string> = new Set(['succeeded', 'failed', 'rejected'])

/** Stages done without a person, of those that somebody did or failed to do. */
export function automationShare(sums: readonly TallySum[]): Share {
  const tried = sumsOf(sums, 'stage').filter(({ group }) => TRIED.has(group.outcome))
  const alone = tried.filter(({ group }) => group.outcome === 'succeeded' && group.by === 'alone')
  return shareOf(countOf(alone), countOf(tried))
}
