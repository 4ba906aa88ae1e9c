import type { Timestamp } from '../basics/timestamp.ts'
import { addMs, timestamp } from '../basics/timestamp.ts'
import type { ScheduleTrigger } from '../workflow/workflow.ts'
import { nextInstants, parseCron } from './cron.ts'
import { localDate, startOfDate } from './local-date.ts'

/** When a schedule fires, without what becomes of it. */
export type Timing = Pick<ScheduleTrigger, 'cron' | 'timezone' | 'startsOn' | 'endsOn'>

/** The first instant after this one; null: there is none, because the pattern gives none or its last day is over. */
export function instantAfter(timing: Timing, after: Timestamp): Timestamp | null {
  const { cron, timezone, startsOn, endsOn } = timing
  const key = JSON.stringify([cron, timezone, startsOn, endsOn, after])
  const known = FOUND.get(key)
  if (known !== undefined) return known
  const found = instantsAfter(timing, { after, count: 1 })[0] ?? null
  if (FOUND.size >= FOUND_MAX) FOUND.clear()
  FOUND.set(key, found)
  return found
}

/** Many schedules have the same pattern, and all of them ask for what comes after the same instant. */
const FOUND_MAX = 1_000
const FOUND = new Map<string, Timestamp | null>()

export interface Wanted {
  /** Exclusive. */
  readonly after: Timestamp
  /** At most INSTANTS_MAX. */
  readonly count: number
}

/** The next instants in order, between its first and its last day. None where its pattern or its zone can not be read. */
export function instantsAfter({ cron, timezone, startsOn, endsOn }: Timing, { after, count }: Wanted): Timestamp[] {
  const parsed = parseCron(cron)
  if (!parsed.ok) return []
  const begin = startsOn === undefined ? after : latest(after, addMs(startOfDate(startsOn, timezone), -1))
  const instants = nextInstants(parsed.value, { timezone, after: begin, count })
  return instants.filter((instant) => endsOn === undefined || localDate(instant, timezone) <= endsOn)
}

const AT_ONCE = 64

export interface Range {
  /** Included. */
  readonly from: Timestamp
  /** Not included. */
  readonly until: Timestamp
  /** No more than these are looked for; absent: all. */
  readonly most?: number
}

/** The instants of a range, in order. */
export function instantsBetween(timing: Timing, { from, until, most = Number.POSITIVE_INFINITY }: Range): Timestamp[] {
  const found: Timestamp[] = []
  for (let after = addMs(from, -1); found.length < most; ) {
    const next = instantsAfter(timing, { after, count: AT_ONCE })
    found.push(...next.filter((instant) => instant < until))
    const last = next.at(-1)
    if (last === undefined || last >= until || next.length < AT_ONCE) break
    after = last
  }
  return found.slice(0, most)
}

const FIRST_SPAN_MS = 3_600_000
const SPAN_GROWTH = 4

/**
 * The newest instants of a range, `most` at the most, in order. Spans that grow are looked at from its end, as a schedule
 * gives no instant backwards: what lies long before costs nothing.
 */
export function newestBetween(timing: Timing, { from, until, most }: Required<Range>): readonly Timestamp[] {
  for (let span = FIRST_SPAN_MS; ; span *= SPAN_GROWTH) {
    const begin = timestamp(Math.max(from, until - span))
    const found = instantsBetween(timing, { from: begin, until })
    if (found.length >= most || begin === from) return found.slice(-most)
  }
}

function latest(left: Timestamp, right: Timestamp): Timestamp {
  return left > right ? left : right
}

const MIXED_DIGITS = 8

/**
 * When an instant fires: later than it by a share of the jitter that is always the same for this instant of this trigger.
 * `mixed`: the SHA-256 of both, in hexadecimal digits.
 */
export function firesAt(
  instant: Timestamp,
  { jitterMs = 0 }: Pick<ScheduleTrigger, 'jitterMs'>,
  mixed: string,
): Timestamp {
  const share = Number.parseInt(mixed.slice(0, MIXED_DIGITS), 16) / 16 ** MIXED_DIGITS
  return addMs(instant, Math.floor(jitterMs * share))
}
