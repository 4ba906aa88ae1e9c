import { countsBy, sumsOf } from './sums.ts'
import type { SumsOf, TallySum } from './tally.ts'
import { countOf, sumOf } from './tally.ts'

/** What people decided. */
export interface Workload {
  readonly decisions: number
  /** Decisions of which it is known how long they took. */
  readonly timed: number
  /** Milliseconds over the timed ones; null: there is none. */
  readonly workMs: number | null
}

export function workload(sums: readonly TallySum[]): Workload {
  return loadOf(sumsOf(sums, 'decision'))
}

/** Whoever decided most comes first. */
export function workloadByPerson(sums: readonly TallySum[]): readonly (Workload & { readonly person: string })[] {
  return countsBy(sumsOf(sums, 'decision'), ({ group }) => group.person)
    .filter(({ count }) => count > 0)
    .map(({ key, sums: own }) => ({ person: key, ...loadOf(own) }))
}

function loadOf(decisions: SumsOf<'decision'>): Workload {
  const timed = decisions.filter(({ group }) => group.time === 'known')
  return {
    decisions: countOf(decisions),
    timed: countOf(timed),
    workMs: countOf(timed) === 0 ? null : sumOf(timed),
  }
}

/** The one with most known work, or with most decisions where no time is known; undefined: nothing was decided. */
export function busiestOf<T extends Workload>(days: readonly T[]): T | undefined {
  const [first] = days.toSorted(
    (one, other) => (other.workMs ?? 0) - (one.workMs ?? 0) || other.decisions - one.decisions,
  )
  return first === undefined || first.decisions === 0 ? undefined : first
}
