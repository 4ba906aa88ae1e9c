import { groupedBy } from '../basics/grouped-by.ts'
import type { Measure, SumsOf, TallyGroup, TallySum } from './tally.ts'
import { countOf } from './tally.ts'

/** The sums of one measure, without those that were taken back whole. */
export function sumsOf<M extends Measure>(sums: readonly TallySum[], measure: M): SumsOf<M> {
  return sums.filter((sum): sum is SumsOf<M>[number] => isOf(sum.group, measure) && (sum.count !== 0 || sum.sum !== 0))
}

function isOf<M extends Measure>(group: TallyGroup, measure: M): group is Extract<TallyGroup, { readonly measure: M }> {
  return group.measure === measure
}

/** How many of them there are by something they say, the most frequent first. */
export function countsBy<T extends Pick<TallySum, 'count'>, K extends string | number>(
  sums: readonly T[],
  keyOf: (sum: T) => K,
): readonly { readonly key: K; readonly count: number; readonly sums: readonly T[] }[] {
  return [...groupedBy(sums, keyOf)]
    .map(([key, all]) => ({ key, count: countOf(all), sums: all }))
    .toSorted((one, other) => other.count - one.count || (one.key < other.key ? -1 : 1))
}
