import { isOtherClock, timeOnClock } from '../derive/trigger-words.ts'
import { READER_ZONE } from './moment.tsx'

export interface BothClocksProps {
  /** ISO 8601. */
  readonly at: string
  /** The clock a schedule goes by: an IANA name. */
  readonly timezone: string
}

/** An instant on the clock of a schedule and, where that shows another time, on the reader's. */
export function BothClocks({ at, timezone }: BothClocksProps) {
  const ms = Date.parse(at)
  const zone = { timeZone: timezone }
  return (
    <time dateTime={at} className="num">
      {timeOnClock(ms, zone)}
      {isOtherClock(ms, zone, READER_ZONE) ? (
        <span className="faint"> · for you {timeOnClock(ms, READER_ZONE)}</span>
      ) : null}
    </time>
  )
}
