import type { Timestamp } from '../../../src/core/basics/timestamp.ts'
import { addMs } from '../../../src/core/basics/timestamp.ts'
import type { AttemptResult } from '../../../src/core/run/answer.ts'
import type { RunId } from '../../../src/core/run/ids.ts'
import type { Run } from '../../../src/core/run/run.ts'
import type { StageRun } from '../../../src/core/run/stage-run.ts'
import { stageAt } from '../../../src/core/run/stage-table.ts'
import type { Assignment } from '../../../src/engine/ports.ts'
import { aClock, answered, startOf } from '../../support/engine.ts'
import { anError, aPlan, aStage, at, PERSON } from '../../support/runs.ts'
import type { DataHome } from './open-engine.ts'
import { openEngine } from './open-engine.ts'
import type { Part } from './part.ts'

const DAY_MS = 86_400_000
/** Restarts spread over the whole wait, beside those around the moments that count. */
const RESTARTS = 8

/**
 * A task's deadline and the interval before another try, both longer than one timer can be, over restarts. The clock is
 * moved, nothing sleeps.
 */
export async function waitForLong(home: DataHome, days: number): Promise<Part> {
  const run = await beginWait(home, days * DAY_MS)
  const { asked, tried } = await stagesAt(home, at(0), run)
  if (tried.state.status !== 'backing-off') throw new Error(`The wait did not begin: ${tried.state.status}`)
  const [deadline, until] = [asked.tasks[0]?.due ?? at(0), tried.state.until]
  const wrong: string[] = []
  const moments = momentsUpTo(deadline, until)
  for (const now of moments) {
    const seen = await stagesAt(home, now, run)
    const isOverdue = seen.asked.tasks.some(({ overdueStep }) => overdueStep > 0)
    if (isOverdue !== now >= deadline) wrong.push(wrongAt('deadline', now - deadline, days))
    const isDone = seen.tried.state.status === 'settled'
    if (isDone !== now >= until) wrong.push(wrongAt('interval', now - until, days))
  }
  return { faults: { 'restart during a long wait': moments.length }, violations: wrong, figures: {} }
}

function wrongAt(what: string, afterMs: number, days: number): string {
  return `The ${what} within a wait of ${days} days was wrong ${afterMs} ms after its time`
}

async function beginWait(home: DataHome, waitMs: number): Promise<RunId> {
  const plan = aPlan([
    aStage('asked', { primary: PERSON, escalation: { to: ['human:anyone'], slaMs: waitMs, onBreach: [] } }),
    aStage('tried', { retry: { ...aStage('x').retry, initialIntervalMs: waitMs, maximumIntervalMs: waitMs } }),
  ])
  await using world = openEngine(home.data, { clock: aClock(at(0)), script: failFirst })
  const { id } = await startOf(world, plan)
  await world.engine.drain()
  return id
}

function failFirst({ attempt }: Assignment): AttemptResult {
  return attempt === 1 ? { type: 'failed', error: anError() } : answered()
}

/** Just before and at each of the two, and evenly over the whole time. */
function momentsUpTo(deadline: Timestamp, until: Timestamp): readonly Timestamp[] {
  const even = Array.from({ length: RESTARTS }, (_, index) =>
    addMs(at(0), Math.floor(((deadline - at(0)) * index) / RESTARTS)),
  )
  return [...even, addMs(until, -1), until, addMs(deadline, -1), deadline].toSorted((left, right) => left - right)
}

interface Seen {
  readonly asked: StageRun
  readonly tried: StageRun
}

/** How the run stands once a process that starts at this time has come to rest. */
async function stagesAt(home: DataHome, now: Timestamp, id: RunId): Promise<Seen> {
  await using world = openEngine(home.data, { clock: aClock(now), script: failFirst })
  await world.engine.recover()
  await world.engine.drain()
  const run: Run | undefined = await world.engine.findRun(id)
  if (run === undefined) throw new Error(`Run ${id} is gone`)
  return { asked: stageAt(run.stages, 0), tried: stageAt(run.stages, 1) }
}
