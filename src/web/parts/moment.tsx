import type { ReactNode } from 'react'
import { useNow } from '../data/use-now.ts'
import type { ReaderZone } from '../derive/clock-words.ts'
import {
  clockTimeWithSeconds,
  dayAndTime,
  dayAndTimeWithZone,
  fullTime,
  shortDayOrTime,
} from '../derive/clock-words.ts'
import { deadlineWords } from '../derive/deadline.ts'
import { durationWords, exactDurationWords } from '../derive/duration-words.ts'

/** The reader's own zone, as the browser knows it. */
export const READER_ZONE: ReaderZone = { timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone }

const SECOND_MS = 1_000
/** Words in minutes need no finer clock. */
const HALF_MINUTE_MS = 30_000

interface MomentProps {
  /** ISO 8601. */
  readonly at: string
}

/** `10:30 today`, with the whole of it and the zone on hover. */
export function Moment({ at }: MomentProps) {
  const now = useNow(HALF_MINUTE_MS)
  return <Time at={at}>{dayAndTime(Date.parse(at), now, READER_ZONE)}</Time>
}

/** `10:30 today`, `20 Nov`: in narrow tables, with the whole of it on hover. */
export function ShortMoment({ at }: MomentProps) {
  const now = useNow(HALF_MINUTE_MS)
  return <Time at={at}>{shortDayOrTime(Date.parse(at), now, READER_ZONE)}</Time>
}

/** With the day and the zone written out, where it stands alone. */
export function MomentWithZone({ at }: MomentProps) {
  const now = useNow(HALF_MINUTE_MS)
  const ms = Date.parse(at)
  return <Time at={at}>{dayAndTimeWithZone(ms, now, READER_ZONE)}</Time>
}

/** `10:42:23`, for logs. */
export function LogTime({ at }: MomentProps) {
  return <Time at={at}>{clockTimeWithSeconds(Date.parse(at), READER_ZONE)}</Time>
}

/** `12 min ago`, with the time itself on hover. */
export function Ago({ at }: MomentProps) {
  const now = useNow(HALF_MINUTE_MS)
  return <Time at={at}>{durationWords(now - Date.parse(at))} ago</Time>
}

interface ElapsedProps {
  readonly from: string
  /** Null: it goes on. */
  readonly to: string | null
}

/** `2 min`, counting while there is no end. */
export function Elapsed({ from, to }: ElapsedProps) {
  const now = useNow(SECOND_MS)
  return <span className="num nowrap">{durationWords(endOf(to, now) - Date.parse(from))}</span>
}

/** `2 min 31 s`, where one run is watched. */
export function ExactElapsed({ from, to }: ElapsedProps) {
  const now = useNow(SECOND_MS)
  return <span className="num nowrap">{exactDurationWords(endOf(to, now) - Date.parse(from))}</span>
}

function endOf(to: string | null, now: number): number {
  return to === null ? now : Date.parse(to)
}

const DEADLINE_TONE = { bad: 'bad', warm: 'warm', calm: '' } as const

/** `Overdue 12 min` or `in 22 min`. */
export function Deadline({ due }: { readonly due: string | null }) {
  const now = useNow(HALF_MINUTE_MS)
  const { words, tone } = deadlineWords(due === null ? null : Date.parse(due), now)
  if (due === null) return <span className="faint">{words}</span>
  return (
    <Time at={due}>
      <b className={`num nowrap ${DEADLINE_TONE[tone]}`}>{words}</b>
    </Time>
  )
}

function Time({ at, children }: MomentProps & { readonly children: ReactNode }) {
  return (
    <time dateTime={at} title={fullTime(Date.parse(at), READER_ZONE)}>
      {children}
    </time>
  )
}
