import type { Share } from '../basics/share.ts'
import { shareOf } from '../basics/share.ts'
import { countsBy, sumsOf } from './sums.ts'
import type { SumsOf, TallySum } from './tally.ts'
import { countOf, sumOf } from './tally.ts'

interface ConfidenceBin {
  /** From 0 to 1; only the last one includes its end. */
  readonly low: number
  readonly high: number
  /** What was said on average. */
  readonly said: number
  readonly agreed: Share
}

/** What was said about answers beside what people found. */
export interface ConfidenceCheck {
  readonly right: Share
  readonly bins: readonly ConfidenceBin[]
  /** Judged answers that said how sure they were. */
  readonly said: number
  /**
   * How far what was said is from what people found, over all bins by how many are in them (the expected calibration
   * error of Naeini and others, 2015). Null: `said` is 0.
   */
  readonly calibrationError: number | null
}

export function checkConfidence(sums: readonly TallySum[]): ConfidenceCheck {
  const judged = sumsOf(sums, 'verdict')
  const bins = countsBy(judged, ({ group }) => group.tenth ?? -1)
    .filter(({ key, count }) => key >= 0 && count > 0)
    .toSorted((one, other) => one.key - other.key)
    .map(({ key, sums: inTenth }) => binOf(key, inTenth))
  const said = bins.reduce((total, { agreed }) => total + agreed.of, 0)
  return { right: rightShare(sums), bins, said, calibrationError: errorOf(bins, said) }
}

/** Answers that people found right, of those that they judged. */
export function rightShare(sums: readonly TallySum[]): Share {
  return agreement(sumsOf(sums, 'verdict'))
}

function agreement(judged: SumsOf<'verdict'>): Share {
  return shareOf(countOf(judged.filter(({ group }) => group.verdict === 'right')), countOf(judged))
}

function binOf(tenth: number, sums: SumsOf<'verdict'>): ConfidenceBin {
  const said = sumOf(sums) / 1_000_000 / countOf(sums)
  return { low: tenth / 10, high: (tenth + 1) / 10, said, agreed: agreement(sums) }
}

function errorOf(bins: readonly ConfidenceBin[], said: number): number | null {
  if (said === 0) return null
  return bins.reduce((error, bin) => error + Math.abs(bin.said * bin.agreed.of - bin.agreed.count), 0) / said
}
