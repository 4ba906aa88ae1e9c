import type { Timestamp } from '../core/basics/timestamp.ts'
import type { EventTrigger, ScheduleTrigger, Workflow } from '../core/workflow/workflow.ts'
import { armedFor, armedFrom, isArmed, isSchedule, reachedAt } from './arming.ts'
import { leftOver } from './left-over.ts'
import type { Ids } from './ports.ts'
import type { FiringReader, FiringRow, TriggerRow } from './trigger-row.ts'

export interface Publication {
  readonly reader: Pick<FiringReader, 'decidedInstants'>
  readonly ids: Pick<Ids, 'sha256'>
  readonly digest: string
  readonly now: Timestamp
  /** The position of the newest fact. */
  readonly position: number
  /** The rows of this workflow as they are stored. */
  readonly stored: readonly TriggerRow[]
}

export interface ChangedTriggers {
  readonly triggers: readonly TriggerRow[]
  /** Instants that had come and were not decided, of schedules that fire at other times from now on. */
  readonly firings: readonly FiringRow[]
}

type Definition = ScheduleTrigger | EventTrigger

/** The triggers of a version that is being published. Those it no longer has are disarmed. */
export async function publishTriggers(workflow: Workflow, publication: Publication): Promise<ChangedTriggers> {
  const definitions = workflow.triggers.filter((trigger): trigger is Definition => trigger.type !== 'manual')
  const pairs = definitions.map((definition) => pairOf(workflow, definition, publication))
  const published = pairs.map(({ next }) => next)
  const changed = pairs.flatMap(({ before, next }) => (before === undefined || isKept(before, next) ? [] : [before]))
  const gone = publication.stored.filter(({ id }) => published.every((row) => row.id !== id))
  const disarmed = await disarmTriggers(publication, gone)
  const left = await Promise.all(changed.map((row) => leftOver(publication, row, CHANGED)))
  return { triggers: [...published, ...disarmed.triggers], firings: [...left.flat(), ...disarmed.firings] }
}

const CHANGED = { reason: 'changed', detail: 'The schedule was changed before this time was acted upon.' } as const
const GONE = { reason: 'changed', detail: 'The schedule was taken out before this time was acted upon.' } as const

export async function disarmTriggers(
  leaving: Pick<Publication, 'reader' | 'now'>,
  stored: readonly TriggerRow[],
): Promise<ChangedTriggers> {
  const left = await Promise.all(stored.map((row) => leftOver(leaving, row, GONE)))
  return { triggers: stored.map((row) => ({ ...armedFor(row, null), enabled: false })), firings: left.flat() }
}

interface Pair {
  readonly before: TriggerRow | undefined
  readonly next: TriggerRow
}

function pairOf(workflow: Workflow, definition: Definition, publication: Publication): Pair {
  const id = `${workflow.id}/${definition.id}`
  const before = publication.stored.find((stored) => stored.id === id)
  const row = rowOf(workflow, definition, { ...publication, before })
  if (before === undefined || !isKept(before, row))
    return { before, next: armedFrom(publication.ids, row, publication.now) }
  return { before, next: keptArmed(publication.ids, before, row) }
}

/** The row before it is armed, which counts its version up. A pause by a person stays; one by itself ends with the change. */
function rowOf(
  workflow: Workflow,
  definition: Definition,
  { digest, now, position, before }: Publication & { readonly before: TriggerRow | undefined },
): TriggerRow {
  const wasOn = before?.enabled === true && definition.enabled
  return {
    id: `${workflow.id}/${definition.id}`,
    version: before?.version ?? 0,
    workflow: workflow.id,
    digest,
    definition,
    enabled: definition.enabled,
    pause: before?.pause?.by === null ? null : (before?.pause ?? null),
    nextInstant: null,
    nextFireAt: null,
    lastRun: before?.lastRun ?? null,
    since: now,
    sincePosition: wasOn ? before.sincePosition : position,
  }
}

/** Whether the next instant stays where it is: then one that has just come is not lost to a change of something else. */
function isKept(before: TriggerRow, next: TriggerRow): boolean {
  if (!(isArmed(before) && isSchedule(next) && next.enabled && next.pause === null)) return false
  const [from, to] = [before.definition, next.definition]
  return TIMES.every((key) => from[key] === to[key])
}

const TIMES = ['cron', 'timezone', 'startsOn', 'endsOn'] as const

/** With the jitter as it is now. */
function keptArmed(ids: Publication['ids'], { nextInstant }: TriggerRow, next: TriggerRow): TriggerRow {
  return armedFor(next, isSchedule(next) && nextInstant !== null ? reachedAt(ids, next, nextInstant) : null)
}
