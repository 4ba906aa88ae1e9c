import { formatDuration } from '../../basics/duration.ts'
import { SLA_USUAL_MS } from '../../workflow/limits.ts'
import type { Weekday } from '../../workflow/weekday.ts'
import type { WorkingCalendar, WorkingHours } from '../../workflow/workflow.ts'
import { beginOfIdleYear } from '../../working-time/idle-year.ts'
import { weekMs } from '../../working-time/week.ts'
import type { EscalationInForce } from '../escalations.ts'
import { escalations, escalationsInForce } from '../escalations.ts'
import type { Finding } from '../finding.ts'
import type { Rule } from '../rule.ts'

/** Hours that come, that are there once, and in which a deadline is reached. */
export const workingHours: Rule = {
  id: 'working-hours',
  severity: 'error',
  check: ({ workflow }) => [
    ...escalations(workflow).flatMap(([{ calendar }, pointer]) =>
      calendar === undefined ? [] : hoursFindings(calendar, `${pointer}/calendar`),
    ),
    ...escalationsInForce(workflow).flatMap(neverReached),
  ],
}

function hoursFindings(calendar: WorkingCalendar, pointer: string): readonly Finding[] {
  const { hours } = calendar
  const ofHours = hours.flatMap((one, index) => [
    ...endsBefore(one, `${pointer}/hours/${index}/to`),
    ...overlap(hours.slice(0, index), one, `${pointer}/hours/${index}`),
  ])
  return [...ofHours, ...(ofHours.length === 0 ? idle(calendar, `${pointer}/holidays`) : [])]
}

function endsBefore({ fromMinute, untilMinute }: WorkingHours, pointer: string): readonly Finding[] {
  if (untilMinute > fromMinute) return []
  const message = 'These hours end before they begin.'
  const help = 'Write a later `to`. Hours over midnight are two entries: until `24:00`, and from `00:00`.'
  return [{ pointer, message: untilMinute === fromMinute ? 'These hours end when they begin.' : message, help }]
}

function overlap(before: readonly WorkingHours[], one: WorkingHours, pointer: string): readonly Finding[] {
  const [day] = before.filter((other) => isShared(other, one)).flatMap(({ days }) => sharedDays(days, one.days))
  if (day === undefined) return []
  const message = `On ${day} these hours overlap with others.`
  return [{ pointer, message, help: 'Write each hour of a day once.' }]
}

function isShared(left: WorkingHours, right: WorkingHours): boolean {
  return left.fromMinute < right.untilMinute && right.fromMinute < left.untilMinute
}

function sharedDays(left: readonly Weekday[], right: readonly Weekday[]): readonly Weekday[] {
  return left.filter((day) => right.includes(day))
}

/** Days without hours can be many, but not a year of them. */
function idle(calendar: WorkingCalendar, pointer: string): readonly Finding[] {
  const date = calendar.hours.length === 0 ? undefined : beginOfIdleYear(calendar)
  if (date === undefined) return []
  const message = `From ${date} on nobody works for more than a year.`
  return [{ pointer, message, help: 'Leave out some of the holidays, or write more hours.' }]
}

/** Two years: whoever waits longer does not wait for a person. */
const WEEKS_MAX = 104

function neverReached(escalation: EscalationInForce): readonly Finding[] {
  const { calendar } = escalation.whole
  const week = calendar === undefined ? 0 : weekMs(calendar)
  if (week <= 0) return []
  const tooLong = timesIn(escalation).filter(({ ms }) => ms > week * WEEKS_MAX)
  const written = tooLong.filter(({ isOwn }) => isOwn)
  // What is written for all stages is as it should be: it is this calendar that does not fit.
  const others = escalation.own.calendar === undefined ? [] : tooLong.filter(({ isOwn }) => !isOwn).slice(0, 1)
  return [...written, ...others.map((time) => ({ ...time, key: 'calendar' }))].map(({ key, ms }) => {
    const message = `${formatDuration(ms)} of these working hours are longer than two years.`
    return { pointer: `${escalation.pointer}/${key}`, message, help: 'Write a shorter time, or more hours.' }
  })
}

interface CountedTime {
  readonly ms: number
  readonly key: string
  /** It is written with this escalation. */
  readonly isOwn: boolean
}

function timesIn({ own, whole }: EscalationInForce): readonly CountedTime[] {
  const steps = (whole.onBreach ?? []).map(({ afterMs: ms }, index) => {
    return { ms, key: `on_breach/${index}/after`, isOwn: own.onBreach !== undefined }
  })
  return [{ ms: whole.slaMs ?? SLA_USUAL_MS, key: 'sla', isOwn: own.slaMs !== undefined }, ...steps]
}
