/** The process whose clock goes wrong: the real engine with its own clock, runs that wait for times, and a schedule. */
import { openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createEmbeddedDelivery } from '../../../src/adapters/embedded/delivery.ts'
import { openBlobs } from '../../../src/adapters/files/open-blobs.ts'
import type { SqliteStore } from '../../../src/adapters/sqlite/sqlite-store.ts'
import { openSqliteStore } from '../../../src/adapters/sqlite/sqlite-store.ts'
import { systemClock } from '../../../src/adapters/system/clock.ts'
import { systemIds } from '../../../src/adapters/system/ids.ts'
import { ok } from '../../../src/core/basics/result.ts'
import type { Timestamp } from '../../../src/core/basics/timestamp.ts'
import type { RunId } from '../../../src/core/run/ids.ts'
import type { Run } from '../../../src/core/run/run.ts'
import { isFinished } from '../../../src/core/run/run.ts'
import { allStages } from '../../../src/core/run/stage-table.ts'
import { armedFrom } from '../../../src/engine/arming.ts'
import { createEngine } from '../../../src/engine/create-engine.ts'
import { createTriggers } from '../../../src/engine/create-triggers.ts'
import type { Engine } from '../../../src/engine/engine.ts'
import type { Clock, Performer } from '../../../src/engine/ports.ts'
import type { TriggerRow } from '../../../src/engine/trigger-row.ts'
import { OWNER_PERSON, runThat } from '../../support/engine.ts'
import { aSchedule, aTriggerRow } from '../../support/rows.ts'
import { anAnswer, anError } from '../../support/runs.ts'
import { endRun } from '../shim/desk/end-runs.ts'
import type { Line } from '../shim/desk/lines.ts'
import { DATA_FOLDER } from '../shim/desk/lines.ts'
import { told } from '../shim/desk/told.ts'
import type { ClockOptions, ClockOrder, Stamp } from './clock-orders.ts'
import { steadyNow } from './clock-orders.ts'
import { CLOCK_PLAN } from './clock-plan.ts'

const RUNS = 4
/** The deadline itself, and the one step after it. */
const CHAIN_STEPS = 2

const options: ClockOptions = JSON.parse(process.argv[2] ?? '')
const [linesFile, stampsFile] = [openSync(options.lines, 'a'), openSync(options.stamps, 'a')]
const data = join(options.home, DATA_FOLDER)
const performer: Performer = {
  perform: async ({ run, stage, idempotencyKey: key, attempt, performer: { run: how, effect } }, signal) => {
    note({ type: 'effect', effect: { run, stage, key, effect } })
    const manner = how.type === 'builtin' ? how.builtin : ''
    if (manner === 'never-answers') await new Promise((resolve) => signal.addEventListener('abort', resolve))
    if (manner === 'fails-first' && attempt === 1) return { type: 'failed', error: anError() }
    return { type: 'answered', answer: anAnswer() }
  },
}

const TRIGGER: TriggerRow = aTriggerRow({
  id: 'clocks/schedule',
  version: 0,
  workflow: CLOCK_PLAN.workflow.id,
  digest: CLOCK_PLAN.workflow.digest,
  definition: aSchedule({ id: 'schedule', cron: options.cron, inputs: {} }),
  nextFireAt: null,
})

const opened = openSqliteStore({ folder: data })
if (!opened.ok) throw new Error(opened.error.code)
await serve(opened.value)

function note(line: Line): void {
  writeSync(linesFile, `${JSON.stringify(line)}\n`)
}

async function serve(store: SqliteStore): Promise<void> {
  const readings = readTwice()
  const { clock } = readings
  const engine = createEngine({
    store,
    blobs: openBlobs(join(data, 'blobs')),
    delivery: createEmbeddedDelivery({ clock, slots: 32 }),
    clock,
    ids: systemIds,
    findPerformer: () => performer,
    onFatal: fail,
    onProblem: fail,
  })
  stampFacts(engine, store, readings)
  await engine.write({ triggers: [armedFrom(systemIds, TRIGGER, clock.now())] })
  const { keeper } = createTriggers({
    engine,
    reader: store,
    clock,
    ids: systemIds,
    planFor: async () => ok(CLOCK_PLAN),
  })
  const first = await Promise.all(runIds('first').map((id) => startRun(engine, id)))
  await engine.recover(keeper)
  console.log('ready')
  for await (const line of createInterface({ input: process.stdin })) {
    await carryOut(line as ClockOrder, { engine, store, first })
    console.log(line)
  }
}

interface Serving {
  readonly engine: Engine
  readonly store: SqliteStore
  readonly first: readonly RunId[]
}

async function carryOut(order: ClockOrder, { engine, store, first }: Serving): Promise<void> {
  switch (order) {
    case 'start-more':
      await Promise.all(runIds('second').map(async (id) => endRunOnceLate(engine, await startRun(engine, id))))
      return
    case 'end-all':
      // It looks by itself within half a minute; asked to recover, it looks now.
      await engine.recover()
      await Promise.all(first.map((id) => endRun({ engine, note }, id)))
      return
    case 'stop':
      await engine.close()
      store.close()
      process.exit(0)
  }
}

function runIds(set: string): readonly RunId[] {
  return Array.from({ length: RUNS }, (_, index) => `${set}-${index}` as RunId)
}

async function startRun(engine: Engine, id: RunId): Promise<RunId> {
  await told({ engine, note }, { type: 'start', run: id, inputs: {} }, async () => {
    const started = await engine.start({
      id,
      plan: CLOCK_PLAN,
      inputs: {},
      by: OWNER_PERSON,
      cause: { type: 'manual' },
    })
    return started.ok ? started.value.version : undefined
  })
  return id
}

/** The person takes so long that the whole chain is asked. */
async function endRunOnceLate(engine: Engine, id: RunId): Promise<void> {
  await runThat({ engine }, id, (run) => isFinished(run) || isWholeChainAsked(run))
  await endRun({ engine, note }, id)
}

function isWholeChainAsked({ stages }: Run): boolean {
  return allStages(stages).some(({ tasks }) => tasks.some(({ overdueStep }) => overdueStep === CHAIN_STEPS))
}

/** Every fact with the steady time at which the clock was read for it. */
function stampFacts(engine: Engine, store: SqliteStore, readings: Readings): void {
  let last = 0
  engine.onCommit((position) => {
    const from = last
    last = position
    void store.eventsAfter(from, position - from).then(({ events }) => {
      for (const { run, event } of events) stamp({ steadyMs: readings.steadyAt(event.at), run, event })
    })
  })
}

function stamp(fact: Stamp): void {
  writeSync(stampsFile, `${JSON.stringify(fact)}\n`)
}

interface Readings {
  readonly clock: Clock
  /** The steady time at which the clock last showed this. */
  readonly steadyAt: (shown: Timestamp) => number
}

/** The system's clock, and what the steady one showed whenever it was read. */
function readTwice(): Readings {
  const steadyAt = new Map<Timestamp, number>()
  const now = (): Timestamp => {
    const [steadyMs, shown] = [steadyNow(), systemClock.now()]
    steadyAt.set(shown, steadyMs)
    return shown
  }
  return { clock: { now }, steadyAt: (shown) => steadyAt.get(shown) ?? steadyNow() }
}

function fail(error: unknown): never {
  console.error(error)
  process.exit(1)
}
