import cronstrue from 'cronstrue'
import type { JsonObject } from '../../core/basics/json.ts'
import type { Timestamp } from '../../core/basics/timestamp.ts'
import { nextInstants, parseCron } from '../../core/schedule/cron.ts'
import { isTimezone } from '../../core/schedule/timezone.ts'
import { counted } from './number-words.ts'
import { schedulesIn } from './trigger-draft.ts'

/** A schedule as a document writes it. */
export interface ScheduleView {
  readonly id: string
  /** `At 09:00, Monday through Friday` */
  readonly words: string
  /** Null: it is switched off, or can not be read. */
  readonly next: Timestamp | null
}

export function startsIn(document: JsonObject, now: Timestamp): readonly ScheduleView[] {
  return schedulesIn(document).map(({ id, cron, timezone, isEnabled }) => {
    return { id, words: cronWords(cron), next: isEnabled ? nextStart(cron, timezone, now) : null }
  })
}

/** `Starts by hand, or at 09:00, Monday through Friday`: how runs begin, of schedules those that are switched on. */
export function startWords(document: JsonObject): string {
  const crons = schedulesIn(document).flatMap(({ cron, isEnabled }) => (isEnabled ? [cronWords(cron)] : []))
  const shown = crons.slice(0, 1).map((words) => `, or ${words.charAt(0).toLowerCase()}${words.slice(1)}`)
  const more = crons.length > 1 ? [`, and ${counted(crons.length - 1, 'more schedule')}`] : []
  return ['Starts by hand', ...shown, ...more].join('')
}

function nextStart(cron: string, timezone: string, now: Timestamp): Timestamp | null {
  const parsed = parseCron(cron)
  if (!parsed.ok || !isTimezone(timezone)) return null
  return nextInstants(parsed.value, { timezone, after: now, count: 1 })[0] ?? null
}

/** `At 09:00, Monday through Friday`; what can not be read stays as it is written. */
export function cronWords(cron: string): string {
  return parseCron(cron).ok ? cronstrue.toString(cron, { use24HourTimeFormat: true }) : cron
}
