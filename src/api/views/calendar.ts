import type { Timestamp } from '../../core/basics/timestamp.ts'
import type { CalendarDay as Day, DayStarts } from '../../core/schedule/day-starts.ts'
import { dayStarts, TIMES_LISTED_MAX } from '../../core/schedule/day-starts.ts'
import { timesADay } from '../../core/schedule/times-a-day.ts'
import type { ScheduleTrigger } from '../../core/workflow/workflow.ts'
import type { FiringRow, TriggerRow } from '../../engine/trigger-row.ts'
import type { Calendar, CalendarDay } from '../contract/calendar.ts'
import { iso } from './instants.ts'
import { cronWords } from './trigger.ts'

/** Instants one calendar works out, each found by search in some 0.1 ms: with these it answers in time. */
const INSTANTS_MAX = 1_000

export interface CalendarParts {
  readonly rows: readonly TriggerRow[]
  /** What schedules did, of these days. */
  readonly firings: readonly FiringRow[]
  readonly names: ReadonlyMap<string, string>
  readonly days: readonly Day[]
  readonly now: Timestamp
}

/** What schedules did and will do, day by day. Schedules of the same times are worked out once. */
export function calendarView(parts: CalendarParts): Omit<Calendar, 'timezone'> {
  const { days, now } = parts
  const { shown, omitted } = startsOf(parts)
  const view = days.map((day, at): CalendarDay => {
    const toCome = day.until <= now ? [] : shown.flatMap((each) => entryOn(parts, each, at))
    return { date: day.date, been: beenOn(parts, day), toCome: toCome.toSorted(bySoonest).map(({ entry }) => entry) }
  })
  return { days: view, omitted }
}

interface Shown {
  readonly row: ComingRow
  readonly words: string
  readonly starts: readonly (DayStarts | null)[]
}

type ComingRow = TriggerRow & { readonly definition: ScheduleTrigger; readonly nextInstant: Timestamp }

/** Those that come soonest are worked out first. */
function startsOf({ rows, days, now }: CalendarParts): { readonly shown: readonly Shown[]; readonly omitted: number } {
  const until = days.at(-1)?.until ?? now
  const coming = rows.filter(isComing).filter(({ nextInstant }) => nextInstant < until)
  const known = new Map<string, Omit<Shown, 'row'>>()
  const shown: Shown[] = []
  let left = INSTANTS_MAX
  for (const row of coming.toSorted((one, other) => one.nextInstant - other.nextInstant)) {
    const key = timingKey(row.definition)
    const cost = known.has(key) ? 0 : costOf(row.definition, days.length)
    if (cost > left) continue
    left -= cost
    const starts = known.get(key) ?? workOut(row.definition, { days, after: now })
    known.set(key, starts)
    shown.push({ row, ...starts })
  }
  return { shown, omitted: coming.length - shown.length }
}

function isComing(row: TriggerRow): row is ComingRow {
  const { definition, enabled, pause, nextInstant } = row
  return definition.type === 'schedule' && enabled && pause === null && nextInstant !== null
}

function timingKey({ cron, timezone, startsOn, endsOn }: ScheduleTrigger): string {
  return JSON.stringify([cron, timezone, startsOn, endsOn])
}

/** Reading a pattern takes as long as finding some instants. */
const READING_COST = 3

function costOf({ cron }: ScheduleTrigger, days: number): number {
  const times = timesADay(cron)
  return times > TIMES_LISTED_MAX ? days * READING_COST : READING_COST + times * (days + 1)
}

function workOut(definition: ScheduleTrigger, wanted: Parameters<typeof dayStarts>[1]): Omit<Shown, 'row'> {
  return { words: cronWords(definition.cron), starts: dayStarts(definition, wanted) }
}

type Entry = CalendarDay['toCome'][number]

interface Timed {
  readonly at: Timestamp
  readonly entry: Entry
}

function entryOn({ names }: CalendarParts, { row, words, starts }: Shown, at: number): readonly Timed[] {
  const on = starts[at] ?? null
  if (on === null) return []
  const first = on.type === 'times' ? on.instants[0] : on.first
  const entry = { ...nameOf(row.id, names), words, starts: startsView(on) }
  return first === undefined ? [] : [{ at: first, entry }]
}

function bySoonest(one: Timed, other: Timed): number {
  return one.at - other.at
}

function startsView(starts: DayStarts): Entry['starts'] {
  switch (starts.type) {
    case 'times':
      return { type: 'times', instants: starts.instants.map(iso) }
    case 'often':
      return { type: 'often', timesADay: starts.timesADay, first: iso(starts.first) }
  }
}

function beenOn({ firings, names }: CalendarParts, { from, until }: Day): CalendarDay['been'] {
  const ofDay = firings.filter(({ instant }) => instant >= from && instant < until)
  return [...Map.groupBy(ofDay, ({ trigger }) => trigger)].map(([trigger, all]) => ({
    ...nameOf(trigger, names),
    started: countOf(all, 'run'),
    leftOut: countOf(all, 'skipped'),
    waiting: countOf(all, 'waiting'),
  }))
}

function countOf(firings: readonly FiringRow[], type: FiringRow['outcome']['type']): number {
  return firings.filter(({ outcome }) => outcome.type === type).length
}

/** The id of a trigger begins with its WorkChart. */
function nameOf(trigger: string, names: ReadonlyMap<string, string>): Pick<Entry, 'trigger' | 'workflow'> {
  const id = trigger.slice(0, trigger.indexOf('/'))
  return { trigger, workflow: { id, name: names.get(id) ?? id } }
}
