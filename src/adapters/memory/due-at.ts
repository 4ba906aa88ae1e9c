import type { Timestamp } from '../../core/basics/timestamp.ts'
import { timestamp } from '../../core/basics/timestamp.ts'
import type { RunId } from '../../core/run/ids.ts'
import type { Due, DueQuestion } from '../../engine/due.ts'
import type { RunRow } from '../../engine/store.ts'
import type { TriggerRow } from '../../engine/trigger-row.ts'
import { inTurn } from './firing-reader.ts'
import { compareTexts, compareTimes } from './order.ts'
import type { Tables } from './tables.ts'

export function dueAt(tables: Tables, { now, owner, limit }: DueQuestion): Due {
  const runs = [...tables.runs.values()].sort((left, right) => compareTexts(left.id, right.id))
  const armed = [...tables.triggers.values()].filter((trigger) => trigger.enabled)
  const turns = inTurn(tables)
  const isDue = (at: Timestamp | null) => at !== null && at <= now
  return {
    wake: idsOf(runs.filter((run) => isDue(run.nextWakeAt)).sort(byNextWake)).slice(0, limit),
    orphaned: idsOf(runs.filter((run) => run.owner !== null && run.owner !== owner).sort(byOwner)).slice(0, limit),
    ready: idsOf(roundRobin(runs.filter((run) => isDue(run.readySince)))).slice(0, limit),
    triggers: armed
      .filter((trigger) => isDue(trigger.nextFireAt))
      .sort(byNextFire)
      .slice(0, limit),
    inTurn: [...tables.triggers.values()]
      .filter(({ id, pause }) => pause === null && turns.has(id))
      .sort((left, right) => compareTexts(left.id, right.id))
      .slice(0, limit),
    nextAt: earliestAfter(now, [
      ...runs.flatMap((run) => [run.nextWakeAt, run.readySince]),
      ...armed.map((trigger) => trigger.nextFireAt),
    ]),
  }
}

function byNextWake(left: RunRow, right: RunRow): number {
  return compareTimes(left.nextWakeAt, right.nextWakeAt)
}

function byOwner(left: RunRow, right: RunRow): number {
  return compareTexts(left.owner ?? '', right.owner ?? '')
}

function byNextFire(left: TriggerRow, right: TriggerRow): number {
  return compareTimes(left.nextFireAt, right.nextFireAt) || compareTexts(left.id, right.id)
}

/** The first run of every workflow, then the second of every workflow, and so on. Takes and keeps the order of runs. */
function roundRobin(runs: readonly RunRow[]): readonly RunRow[] {
  const turns = new Map<string, number>()
  const numbered = runs.map((run) => {
    const turn = turns.get(run.workflow) ?? 0
    turns.set(run.workflow, turn + 1)
    return { run, turn }
  })
  return numbered.sort((left, right) => left.turn - right.turn).map(({ run }) => run)
}

function idsOf(runs: readonly RunRow[]): readonly RunId[] {
  return runs.map((run) => run.id)
}

function earliestAfter(now: Timestamp, times: readonly (Timestamp | null)[]): Timestamp | null {
  const earliest = times.reduce<number>(
    (least, at) => (at !== null && at > now ? Math.min(least, at) : least),
    Number.POSITIVE_INFINITY,
  )
  return Number.isFinite(earliest) ? timestamp(earliest) : null
}
