import type { Timestamp } from '../basics/timestamp.ts'
import { addMs } from '../basics/timestamp.ts'
import type { ScheduleTrigger } from '../workflow/workflow.ts'
import { nextInstants, parseCron } from './cron.ts'
import { localDate, startOfDate } from './local-date.ts'

/** When a schedule fires, without what becomes of it. */
export type Timing = Pick<ScheduleTrigger, 'cron' | 'timezone' | 'startsOn' | 'endsOn'>

/** The first instant after this one; null: there is none, because the pattern gives none or its last day is over. */
export function instantAfter(timing: Timing, after: Timestamp): Timestamp | null {
  return instantsAfter(timing, { after, count: 1 })[0] ?? null
}

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
