import { formatDuration } from '../../core/basics/duration.ts'
import type { CliIo } from '../cli-io.ts'
import type { Text } from '../terminal/text.ts'
import { styled } from '../terminal/text.ts'

type Clock = Pick<CliIo, 'now' | 'timeZone'>

const MINUTE_MS = 60_000

/** `2026-11-21 09:00 CET`: an instant of the API in the reader's zone. */
export function showInstant(instant: string, timeZone: string): string {
  const part = partsOf(instant, timeZone)
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')} ${part('timeZoneName')}`
}

/** `09:00:31` */
export function showTimeOfDay(instant: string, timeZone: string): string {
  const part = partsOf(instant, timeZone)
  return `${part('hour')}:${part('minute')}:${part('second')}`
}

/** `due in 3h59m`, or in red `overdue 2h`. To the nearest minute. */
export function showDue(due: string | null, { now }: Clock): Text {
  if (due === null) return 'no deadline'
  const minutes = Math.round((Date.parse(due) - now()) / MINUTE_MS)
  if (minutes < 0) return styled('bad', `overdue ${formatDuration(-minutes * MINUTE_MS)}`)
  return minutes === 0 ? 'due now' : `due in ${formatDuration(minutes * MINUTE_MS)}`
}

function partsOf(instant: string, timeZone: string): (type: Intl.DateTimeFormatPartTypes) => string {
  const parts = formatterFor(timeZone).formatToParts(new Date(instant))
  return (type) => parts.find((part) => part.type === type)?.value ?? ''
}

function formatterFor(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  })
}
