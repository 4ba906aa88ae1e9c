import { isDeepStrictEqual } from 'node:util'
import type { Timestamp } from '../../src/core/basics/timestamp.ts'
import { addMs } from '../../src/core/basics/timestamp.ts'
import { isFinished } from '../../src/core/run/run.ts'
import type { RunEvent } from '../../src/core/run/run-event.ts'
import { allStages } from '../../src/core/run/stage-table.ts'
import { looksBack } from '../../src/core/run/task.ts'
import { instantsAfter } from '../../src/core/schedule/timing.ts'
import type { Engine } from '../../src/engine/engine.ts'
import type { TriggerRow } from '../../src/engine/trigger-row.ts'
import type { Stored } from '../history/evidence.ts'
import type { FoldedRun } from '../history/fold-run.ts'
import { foldRun } from '../history/fold-run.ts'
import { saidBy } from './scripted-performer.ts'
import type { World } from './world.ts'
import { BEGINNING } from './world.ts'

/** What only the simulated world can see once it has come to rest. */
export async function restProblems(world: World, engine: Engine, stored: Stored): Promise<readonly string[]> {
  const runs = stored.runs.map(foldRun)
  const remembered = await Promise.all(runs.map((run) => forgotten(engine, run)))
  return [
    ...remembered.flat(),
    ...runs.flatMap((run) => overbooked(world, run)),
    ...runs.flatMap(mistaken),
    ...stored.triggers.flatMap((trigger) => leftOut(trigger, stored)),
  ]
}

/** What the engine keeps in memory is what the facts make. */
async function forgotten(engine: Engine, { run }: FoldedRun): Promise<readonly string[]> {
  return isDeepStrictEqual(await engine.findRun(run.id), run) ? [] : [`run ${run.id}: the engine knows another run`]
}

/** A result is taken for the attempt that gave it, and for no other (I4). */
function mistaken({ row, facts }: FoldedRun): readonly string[] {
  const fences = new Map<string, number>()
  return facts.flatMap(({ seq, event }) => {
    if (event.type === 'attempt-begun') fences.set(event.stage, seq)
    const said = sayingOf(event)
    if (said === undefined || said === saidBy(fences.get('stage' in event ? event.stage : '') ?? -1)) return []
    return [`I4 run ${row.id}: fact ${seq} (${event.type}) takes what was ${said}`]
  })
}

/** What the engine itself says about an attempt names none. */
function sayingOf(event: RunEvent): string | undefined {
  if (event.type === 'attempt-answered' || event.type === 'review-answered') return event.answer.summary
  if (event.type !== 'attempt-failed' || !event.error.message.startsWith(saidBy(0).slice(0, -1))) return undefined
  return event.error.message
}

/** No call is booked twice (I6). Where one is unknown, so is the sum. */
function overbooked({ spent }: World, { run }: FoldedRun): readonly string[] {
  return allStages(run.stages).flatMap(({ account: { cost } }, index) => {
    const stage = run.plan.stages[index]?.id
    const paid = spent.get(`${run.id} ${stage}`) ?? 0
    const booked = cost === null || cost.basis === 'free' ? 0 : cost.microUnits
    return booked > paid ? [`I6 run ${run.id}: ${booked} is booked for stage ${stage}, and ${paid} was paid`] : []
  })
}

/**
 * Every instant from the beginning up to the one that is armed, or at which the schedule paused itself, has led to
 * something (I8): the first ones did, and no more.
 */
function leftOut({ id, definition, nextInstant, pause }: TriggerRow, { firings }: Stored): readonly string[] {
  const own = firings.filter(({ trigger, cause }) => trigger === id && cause.type === 'instant')
  const decided = new Set(own.map(({ instant }) => instant))
  if (definition.type !== 'schedule') return []
  if (nextInstant === null && pause === null) return [`I9 trigger ${id} is not armed`]
  const until = nextInstant ?? Math.max(...decided)
  return instantsAfter(definition, { after: BEGINNING, count: decided.size + 1 })
    .filter((instant) => instant < until && !decided.has(instant))
    .map((instant) => `I8 the instant ${instant} of trigger ${id} led to nothing`)
}

/** Younger runs may still be busy. */
const BUSY_MS_MAX = 20 * 60_000

/** Runs that could go on and do not: nothing is paused, asked or wanted, and still they have not ended. */
export function stuckRuns(stored: Stored, now: Timestamp): readonly string[] {
  return stored.runs.map(foldRun).flatMap((folded) => {
    const { run, tasks } = folded
    if (isFinished(run) || run.phase.type === 'paused' || addMs(run.startedAt, BUSY_MS_MAX) > now) return []
    const { ready, running, 'backing-off': waiting } = run.stages.counts
    const isAsking = tasks.some(({ status, reason }) => status === 'open' && !looksBack(reason))
    if (ready + running + waiting === 0 && isAsking) return []
    return [`I7 run ${run.id} does not go on: ${ready} ready, ${running} running, ${waiting} backing off`]
  })
}

/** Once people have answered everything, every run ends. */
export function endlessRuns(stored: Stored, now: Timestamp): readonly string[] {
  return stored.runs
    .filter(({ row }) => row.finishedAt === null && addMs(row.startedAt, 2 * BUSY_MS_MAX) < now)
    .map(({ row }) => `I7 run ${row.id} is ${row.status} though every task was answered`)
}
