import cronstrue from 'cronstrue'
import type { Timestamp } from '../../core/basics/timestamp.ts'
import type { Cron, InstantsWanted } from '../../core/schedule/cron.ts'
import { nextInstants, parseCron } from '../../core/schedule/cron.ts'
import type { FiringRow, TriggerRow } from '../../engine/store.ts'
import type { ScheduleForecast } from '../contract/choices.ts'
import type { Firing, Trigger } from '../contract/triggers.ts'
import { iso } from './instants.ts'

export interface Instants {
  /** Exclusive. */
  readonly after: Timestamp
  readonly count: number
  /** Names of WorkCharts by id. */
  readonly names: ReadonlyMap<string, string>
}

/** A schedule with its next instants. */
export function triggerView(row: TriggerRow, { after, count, names }: Instants): Trigger {
  const { id, workflow, cron, timezone, enabled, inputs, lastRun } = row
  return {
    id,
    workflow: { id: workflow, name: names.get(workflow) ?? workflow },
    cron,
    words: cronWords(cron),
    timezone,
    enabled,
    inputs,
    next: enabled ? instantsOf(row, after, count) : [],
    lastRun,
  }
}

/** A schedule in words and the instants it would start runs at. */
export function forecastOf(cron: Cron, wanted: InstantsWanted): ScheduleForecast {
  return { words: cronWords(cron.expression), next: nextInstants(cron, wanted).map(iso) }
}

function cronWords(cron: string): string {
  return cronstrue.toString(cron, { use24HourTimeFormat: true })
}

function instantsOf({ cron, timezone }: TriggerRow, after: Timestamp, count: number): string[] {
  const parsed = parseCron(cron)
  return parsed.ok ? nextInstants(parsed.value, { timezone, after, count }).map(iso) : []
}

export function firingView({ trigger, instant, decidedAt, outcome }: FiringRow): Firing {
  return { trigger, instant: iso(instant), decidedAt: iso(decidedAt), outcome }
}

/** When a schedule starts something next; null: none does. */
export function nextStart(triggers: readonly TriggerRow[]): string | null {
  const times = triggers.flatMap(({ enabled, nextFireAt }) => (enabled && nextFireAt !== null ? [nextFireAt] : []))
  return times.length === 0 ? null : iso(Math.min(...times) as Timestamp)
}
