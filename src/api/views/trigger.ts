import cronstrue from 'cronstrue'
import { formatDuration } from '../../core/basics/duration.ts'
import type { Timestamp } from '../../core/basics/timestamp.ts'
import { CATCH_UP_USUAL, CATCH_UP_WINDOW_MS } from '../../core/schedule/catch-up.ts'
import type { Cron, InstantsWanted } from '../../core/schedule/cron.ts'
import { nextInstants } from '../../core/schedule/cron.ts'
import { LATE_MAX_MS } from '../../core/schedule/decide-instant.ts'
import { instantsAfter } from '../../core/schedule/timing.ts'
import type { EventTrigger, ScheduleTrigger } from '../../core/workflow/workflow.ts'
import type { FiringRow, TriggerPause, TriggerRow } from '../../engine/trigger-row.ts'
import type { WebhookRecord } from '../../engine/webhooks.ts'
import type { ScheduleForecast } from '../contract/choices.ts'
import type { StoppedTrigger } from '../contract/home.ts'
import type { Firing, Trigger } from '../contract/triggers.ts'
import { iso } from './instants.ts'
import { actorView } from './names.ts'
import { webhookView } from './webhook.ts'

export interface Instants {
  readonly now: Timestamp
  /** Exclusive. */
  readonly after: Timestamp
  readonly count: number
  /** Names of WorkCharts by id. */
  readonly names: ReadonlyMap<string, string>
  readonly webhooks: readonly WebhookRecord[]
}

/** What starts runs, with its next instants. */
export function triggerView(row: TriggerRow, { now, after, count, names, webhooks }: Instants): Trigger {
  const { id, workflow, definition, pause, lastRun } = row
  const state = stateOf(row, now)
  const webhook = webhooks.find(({ trigger }) => trigger === id)
  const isSchedule = definition.type === 'schedule'
  return {
    id,
    workflow: { id: workflow, name: names.get(workflow) ?? workflow },
    starts: isSchedule ? scheduleView(definition) : eventView(definition),
    state,
    pause: pause === null ? null : pauseView(pause),
    incident: incidentOf(row, now),
    inputs: definition.inputs,
    next: isSchedule && state === 'on' ? instantsAfter(definition, { after, count }).map(iso) : [],
    lastRun,
    webhook: webhook === undefined ? null : webhookView(webhook),
  }
}

function stateOf({ definition, enabled, pause, nextInstant }: TriggerRow, now: Timestamp): Trigger['state'] {
  if (!enabled) return 'off'
  if (pause !== null) return 'paused'
  const hasEnded = definition.type === 'schedule' && nextInstant === null && !hasNext(definition, now)
  return hasEnded ? 'ended' : 'on'
}

function hasNext(definition: ScheduleTrigger, now: Timestamp): boolean {
  return instantsAfter(definition, { after: now, count: 1 }).length > 0
}

/** A schedule that should fire and will not; null: all is well, or it is not meant to. */
function incidentOf(
  { definition, enabled, pause, nextInstant, nextFireAt }: TriggerRow,
  now: Timestamp,
): string | null {
  if (definition.type !== 'schedule' || !enabled || pause !== null) return null
  if (nextFireAt !== null && nextFireAt + LATE_MAX_MS < now) return LATE
  return nextInstant === null && hasNext(definition, now) ? UNARMED : null
}

/** What should start runs by itself and does not; null: it does, or a person does not want it to. */
export function stoppedView(row: TriggerRow, { now, names }: Pick<Instants, 'now' | 'names'>): StoppedTrigger | null {
  const { id, workflow, enabled, pause } = row
  const which = { trigger: id, workflow: { id: workflow, name: names.get(workflow) ?? workflow } }
  if (enabled && pause !== null && pause.by === null)
    return { ...which, state: 'paused', detail: `It paused itself. ${pause.because} Mend the cause, then resume it.` }
  const detail = incidentOf(row, now)
  return detail === null ? null : { ...which, state: 'unset', detail }
}

const LATE =
  'Its next start was due more than a minute ago, and nothing has come of it. Look at the log of the program, and start the program again.'
const UNARMED =
  'It is switched on, and no next start is set. It is set again within ten minutes; if it is not, publish its WorkChart again.'

function scheduleView(schedule: ScheduleTrigger): Trigger['starts'] {
  const { cron, timezone, overlap, catchUp, catchUpWindowMs, catchUpMax, startsOn, endsOn, jitterMs, pauseAfter } =
    schedule
  return {
    type: 'schedule',
    cron,
    words: cronWords(cron),
    timezone,
    startsOn: startsOn ?? null,
    endsOn: endsOn ?? null,
    jitter: jitterMs === undefined ? null : formatDuration(jitterMs),
    overlap,
    catchUp,
    catchUpWindow: catchUp === 'none' ? null : formatDuration(catchUpWindowMs ?? CATCH_UP_WINDOW_MS),
    catchUpMax: catchUp === 'all' ? (catchUpMax ?? CATCH_UP_USUAL) : null,
    pauseAfter: pauseAfter ?? null,
  }
}

function eventView({ event, filter, dedupe }: EventTrigger): Trigger['starts'] {
  return { type: 'event', event, filter: filter ?? null, dedupe: dedupe ?? null }
}

function pauseView({ by, at, because }: TriggerPause): Trigger['pause'] {
  return { by: by === null ? null : actorView(by), at: iso(at), because }
}

/** A schedule in words and the instants it would start runs at. */
export function forecastOf(cron: Cron, wanted: InstantsWanted): ScheduleForecast {
  return { words: cronWords(cron.expression), next: nextInstants(cron, wanted).map(iso) }
}

export function cronWords(cron: string): string {
  return cronstrue.toString(cron, { use24HourTimeFormat: true })
}

export function firingView({ trigger, cause, instant, decidedAt, by, outcome, note }: FiringRow): Firing {
  return { trigger, cause, instant: iso(instant), decidedAt: iso(decidedAt), by: actorView(by), outcome, note }
}

/** When a schedule starts something next; null: none does. */
export function nextStart(triggers: readonly TriggerRow[]): string | null {
  const times = triggers.flatMap(({ enabled, nextFireAt }) => (enabled && nextFireAt !== null ? [nextFireAt] : []))
  return times.length === 0 ? null : iso(Math.min(...times) as Timestamp)
}
