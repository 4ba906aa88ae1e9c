import { countsBy, sumsOf } from './sums.ts'
import type { TallySum } from './tally.ts'

export interface Failure {
  /** The code of the failure, or `rejected`. */
  readonly reason: string
  readonly stages: number
  /** The WorkCharts it happened in. */
  readonly workflows: readonly string[]
}

/** Stages that failed or that somebody refused, the most frequent reason first. */
export function failuresOf(sums: readonly TallySum[]): readonly Failure[] {
  const failed = sumsOf(sums, 'stage').filter(({ group }) => group.outcome === 'failed' || group.outcome === 'rejected')
  return countsBy(failed, ({ group }) => group.reason ?? group.outcome).map(({ key, count, sums: same }) => ({
    reason: key,
    stages: count,
    workflows: [...new Set(same.map(({ group }) => group.workflow))].toSorted(),
  }))
}

/** Why people were asked, the most frequent reason first. */
export function escalationsOf(
  sums: readonly TallySum[],
): readonly { readonly reason: string; readonly tasks: number }[] {
  return countsBy(sumsOf(sums, 'task'), ({ group }) => group.reason).map(({ key, count }) => ({
    reason: key,
    tasks: count,
  }))
}
