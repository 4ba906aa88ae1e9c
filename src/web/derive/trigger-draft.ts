import type { Json, JsonObject } from '../../core/basics/json.ts'
import { isJsonObject } from '../../core/basics/json.ts'

/** A trigger as the document says it; what is written wrongly is empty. */
export type WrittenTrigger = WrittenSchedule | WrittenEvent

interface Written {
  readonly id: string
  readonly isEnabled: boolean
  readonly inputs: JsonObject
}

export interface WrittenSchedule extends Written {
  readonly type: 'schedule'
  readonly cron: string
  readonly timezone: string
  readonly startsOn: string
  readonly endsOn: string
  readonly jitter: string
  readonly overlap: string
  readonly catchUp: string
  readonly catchUpWindow: string
  readonly catchUpMax: string
  readonly pauseAfter: string
}

export interface WrittenEvent extends Written {
  readonly type: 'event'
  readonly event: string
  readonly filter: string
  readonly dedupe: string
}

/** Those that start runs by themselves. */
export function triggersIn({ triggers }: JsonObject): readonly WrittenTrigger[] {
  return (Array.isArray(triggers) ? triggers : []).flatMap((trigger) => (isJsonObject(trigger) ? written(trigger) : []))
}

export function schedulesIn(document: JsonObject): readonly WrittenSchedule[] {
  return triggersIn(document).filter((trigger) => trigger.type === 'schedule')
}

function written(trigger: JsonObject): readonly WrittenTrigger[] {
  switch (trigger['type']) {
    case 'schedule':
      return [writtenSchedule(trigger)]
    case 'event':
      return [writtenEvent(trigger)]
    default:
      return []
  }
}

function writtenSchedule(trigger: JsonObject): WrittenSchedule {
  const { cron, timezone, starts_on, ends_on, jitter, overlap, catch_up, catch_up_window, catch_up_max, pause_after } =
    trigger
  return {
    ...common(trigger),
    type: 'schedule',
    cron: textOf(cron),
    timezone: textOf(timezone),
    startsOn: textOf(starts_on),
    endsOn: textOf(ends_on),
    jitter: textOf(jitter),
    overlap: textOf(overlap) || 'skip',
    catchUp: textOf(catch_up) || 'none',
    catchUpWindow: textOf(catch_up_window),
    catchUpMax: textOf(catch_up_max),
    pauseAfter: textOf(pause_after),
  }
}

function writtenEvent(trigger: JsonObject): WrittenEvent {
  const { event, filter, dedupe } = trigger
  return { ...common(trigger), type: 'event', event: textOf(event), filter: textOf(filter), dedupe: textOf(dedupe) }
}

function common({ id, enabled, inputs }: JsonObject): Written {
  return { id: textOf(id), isEnabled: enabled !== false, inputs: isJsonObject(inputs) ? inputs : {} }
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** The schema of what a run is given, as one object: what has no default must be there. */
export function runInputSchema({ inputs }: JsonObject): JsonObject {
  const properties = isJsonObject(inputs) ? inputs : {}
  const required = Object.entries(properties).flatMap(([name, input]) =>
    isJsonObject(input) && input['default'] === undefined && input['optional'] !== true ? [name] : [],
  )
  return { type: 'object', properties, required }
}
