import { sumsOf } from './sums.ts'
import type { SumsOf, TallySum } from './tally.ts'
import { countOf, sumOf } from './tally.ts'

/** Minutes that each stage of a WorkChart took a person before, by its id: what its manager said. */
export type Baseline = Readonly<Record<string, number>>

/** Over successful runs; what is not known is left out and counted. */
export interface TimeSaved {
  /** The runs that the times are of. */
  readonly runs: number
  readonly withoutBaseline: number
  /** Runs with a decision of which nobody knows how long it took. */
  readonly untimed: number
  readonly beforeMs: number
  readonly peopleMs: number
}

const MINUTE_MS = 60_000

/** Of one WorkChart. A stage without minutes counts as none, so that not too much is claimed. */
export function timeSaved(sums: readonly TallySum[], baseline: Baseline): TimeSaved {
  const cases = sumsOf(sums, 'case').map((each) => ({ ...each, minutes: minutesOf(each.group.path, baseline) }))
  const without = cases.filter(({ minutes }) => minutes === null)
  const withBaseline = cases.flatMap(({ minutes, ...each }) => (minutes === null ? [] : [{ ...each, minutes }]))
  const untimed = withBaseline.filter(({ group }) => group.time === 'unknown')
  const timed = withBaseline.filter(({ group }) => group.time === 'known')
  return {
    runs: countOf(timed),
    withoutBaseline: countOf(without),
    untimed: countOf(untimed),
    beforeMs: timed.reduce((total, { minutes, count }) => total + minutes * MINUTE_MS * count, 0),
    peopleMs: sumOf(timed),
  }
}

function minutesOf(path: SumsOf<'case'>[number]['group']['path'], baseline: Baseline): number | null {
  const entered = Object.keys(baseline)
  if (path === null || !path.some((stage) => entered.includes(stage))) return null
  return path.reduce((total, stage) => total + (baseline[stage] ?? 0), 0)
}

export const NO_TIME_SAVED: TimeSaved = { runs: 0, withoutBaseline: 0, untimed: 0, beforeMs: 0, peopleMs: 0 }

export function addTimeSaved(one: TimeSaved, other: TimeSaved): TimeSaved {
  return {
    runs: one.runs + other.runs,
    withoutBaseline: one.withoutBaseline + other.withoutBaseline,
    untimed: one.untimed + other.untimed,
    beforeMs: one.beforeMs + other.beforeMs,
    peopleMs: one.peopleMs + other.peopleMs,
  }
}
