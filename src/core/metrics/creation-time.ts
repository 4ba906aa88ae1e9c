import type { MedianInterval } from '../basics/median-interval.ts'
import { medianInterval } from '../basics/median-interval.ts'
import type { Timestamp } from '../basics/timestamp.ts'
import type { ActorId } from '../run/ids.ts'
import type { Creation, Published } from './creation.ts'
import { isAbandoned, isPublished } from './creation.ts'

/** On average a WorkChart must not take longer, or the builder is too complex. */
const AVERAGE_MS_MAX = 30 * 60_000

export interface CreationTime {
  /** Creations that average and median are of. */
  readonly of: number
  /** From New to the first publication, in milliseconds. Null: `of` is 0. */
  readonly averageMs: number | null
  readonly medianMs: number | null
  /** Between which of them the true median lies with 95 % certainty. Null: they are too few. */
  readonly medianInterval: MedianInterval | null
  /** The same without pauses. */
  readonly averageActiveMs: number | null
  /** First WorkCharts of a person, which are left out above. */
  readonly onboarding: number
  readonly abandoned: number
  /** The average is over `AVERAGE_MS_MAX`. */
  readonly isTooLong: boolean
}

export function creationTime(creations: readonly Creation[], now: Timestamp): CreationTime {
  const published = creations.filter(isPublished).toSorted((left, right) => left.ending.at - right.ending.at)
  const counted = withoutFirst(published)
  const averageMs = average(counted.map(wallClockMs))
  return {
    of: counted.length,
    averageMs,
    medianMs: median(counted.map(wallClockMs)),
    medianInterval: medianInterval(counted.map(wallClockMs)),
    averageActiveMs: average(counted.map(({ work }) => work.activeMs)),
    onboarding: published.length - counted.length,
    abandoned: creations.filter((creation) => isAbandoned(creation, now)).length,
    isTooLong: averageMs !== null && averageMs > AVERAGE_MS_MAX,
  }
}

function withoutFirst(published: readonly Published[]): readonly Published[] {
  const people = new Set<ActorId>()
  return published.filter(({ by }) => people.has(by) || !people.add(by))
}

function wallClockMs({ begunAt, ending }: Published): number {
  return ending.at - begunAt
}

function average(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : numbers.reduce((sum, each) => sum + each, 0) / numbers.length
}

/** Of an even count the mean of the two in the middle. */
function median(numbers: readonly number[]): number | null {
  const sorted = numbers.toSorted((left, right) => left - right)
  return average(sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1))
}
