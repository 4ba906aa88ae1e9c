import type { JsonObject } from '../../src/core/basics/json.ts'
import { ok } from '../../src/core/basics/result.ts'
import type { Timestamp } from '../../src/core/basics/timestamp.ts'
import { addMs } from '../../src/core/basics/timestamp.ts'
import type { Plan } from '../../src/core/plan/plan.ts'
import type { AttemptResult } from '../../src/core/run/answer.ts'
import type { Command } from '../../src/core/run/command.ts'
import type { CommandId, RunId } from '../../src/core/run/ids.ts'
import { runStatus } from '../../src/core/run/run.ts'
import type { TaskAnswer } from '../../src/core/run/task.ts'
import { fireSchedule } from '../../src/engine/fire-schedule.ts'
import type { Assignment } from '../../src/engine/ports.ts'
import type { TestClock, World } from '../support/engine.ts'
import { aClock, aWorld, finished, OWNER_PERSON, runThat } from '../support/engine.ts'
import { aSchedule, aTriggerRow } from '../support/rows.ts'
import {
  APPROVE,
  after,
  anAnswer,
  anError,
  aPlan,
  aStage,
  at,
  everyRole,
  LENA,
  PERSON,
  seenIn,
} from '../support/runs.ts'
import type { Effect, Evidence, Request } from './evidence.ts'
import { readStored } from './read-stored.ts'

const SURE: AttemptResult = { type: 'answered', answer: anAnswer() }

const DESK = aPlan([
  aStage('sort', { gate: { kind: 'threshold', threshold: 0.8 } }),
  aStage('file', { dependsOn: after('sort'), effect: 'idempotent' }),
  aStage('send', { dependsOn: after('file'), effect: 'once-or-ask' }),
])
const HELD = aPlan([aStage('hold', { effect: 'once-or-ask' }), aStage('ask', { primary: PERSON })])
const ASKING = aPlan([
  aStage('ask', {
    primary: PERSON,
    escalation: {
      to: ['human:lena'],
      slaMs: 60_000,
      remindMs: 30_000,
      onBreach: [{ afterMs: 60_000, to: ['human:tom'] }],
    },
  }),
])
const EVERY_HOUR = aTriggerRow({
  id: 'demo/hourly',
  definition: aSchedule({ id: 'hourly', cron: '0 * * * *', timezone: 'UTC', inputs: {} }),
  nextFireAt: at(0),
})

interface Office {
  readonly world: World
  readonly clock: TestClock
  readonly requests: Request[]
  /** Ends the attempt that hangs. */
  readonly letGo: () => void
}

/**
 * The evidence of a good day, made by the engine: `desk` was sorted, looked at by a person, filed at the second try and
 * sent; `held` was paused, resumed and canceled while it acted, and its result came late; `asking` waits for a person
 * who is overdue; a schedule started a run and skipped an instant.
 */
export async function healthyEvidence(): Promise<Evidence> {
  const effects: Effect[] = []
  const office = anOffice(effects)
  await desk(office)
  await held(office)
  await asking(office)
  await scheduled(office)
  const { world, clock, requests } = office
  return { stored: await readStored(world.store), requests, effects, now: clock.now(), owner: world.engine.owner }
}

function anOffice(effects: Effect[]): Office {
  const clock = aClock(at(0))
  let letGo = (): void => undefined
  let filed = false
  const script = ({ run, stage, idempotencyKey }: Assignment): AttemptResult | Promise<AttemptResult> => {
    const effect = effectOf(stage)
    effects.push({ run, stage, key: idempotencyKey, effect })
    if (stage === 'sort') return { type: 'answered', answer: anAnswer({ confidence: 0.5 }) }
    if (stage === 'hold') return new Promise((resolve) => (letGo = () => resolve(SURE)))
    if (stage !== 'file' || filed) return SURE
    filed = true
    return { type: 'failed', error: anError() }
  }
  return { world: aWorld({ script, clock }), clock, requests: [], letGo: () => letGo() }
}

function effectOf(stage: string): Effect['effect'] {
  return [...DESK.stages, ...HELD.stages].find(({ id }) => id === stage)?.effect ?? 'pure'
}

async function start({ world, requests }: Office, run: string, plan: Plan): Promise<RunId> {
  const id = run as RunId
  const inputs: JsonObject = {}
  const started = await world.engine.start({ id, plan, inputs, by: OWNER_PERSON, cause: { type: 'manual' } })
  if (!started.ok) throw new Error(started.error.code)
  requests.push({ wish: { type: 'start', run: id, inputs }, told: 'accepted', version: started.value.version })
  return id
}

async function send({ world }: Office, run: RunId, command: Command): Promise<number> {
  const sent = await world.engine.command(run, command)
  if (sent?.ok !== true) throw new Error(`${command.type} was not accepted`)
  return sent.value.version
}

async function change(office: Office, run: RunId, type: 'cancel' | 'pause' | 'resume'): Promise<void> {
  const command: Command =
    type === 'cancel' ? { type: 'cancel-run', by: LENA, note: '' } : { type: `${type}-run`, by: LENA }
  office.requests.push({ wish: { type, run }, told: 'accepted', version: await send(office, run, command) })
}

async function answer(office: Office, run: RunId, given: TaskAnswer): Promise<void> {
  const [task] = await office.world.store.listTasks({ run, status: 'open', offset: 0, limit: 1 })
  if (task === undefined) throw new Error('Nobody is asked')
  const command = 'answer-1' as CommandId
  const version = await send(office, run, {
    type: 'answer-task',
    id: command,
    task: task.id,
    answer: given,
    as: everyRole(LENA),
    seen: seenIn(await office.world.engine.findRun(run), task.id),
    salt: 's',
  })
  const wish = { type: 'answer', run, task: task.id, command, answer: given.type } as const
  office.requests.push({ wish, told: 'accepted', version })
}

async function goTo({ world, clock }: Office, now: Timestamp): Promise<void> {
  clock.set(now)
  await world.engine.recover()
  await world.engine.drain()
}

async function desk(office: Office): Promise<void> {
  const run = await start(office, 'desk', DESK)
  await runThat(office.world, run, (now) => runStatus(now) === 'waiting')
  await answer(office, run, APPROVE)
  await runThat(office.world, run, (now) => now.stages.counts['backing-off'] === 1)
  await goTo(office, addMs(office.clock.now(), 10_000))
  await finished(office.world, run)
}

async function held(office: Office): Promise<void> {
  const run = await start(office, 'held', HELD)
  for (const type of ['pause', 'resume', 'cancel'] as const) await change(office, run, type)
  office.letGo()
  await office.world.engine.drain()
}

async function asking(office: Office): Promise<void> {
  await start(office, 'asking', ASKING)
  for (const ms of [30_000, 30_000, 60_000]) await goTo(office, addMs(office.clock.now(), ms))
}

async function scheduled({ world, clock }: Office): Promise<void> {
  const { engine, store, ids } = world
  await engine.write({ triggers: [EVERY_HOUR] })
  const parts = { engine, reader: store, clock, ids, planFor: async () => ok(aPlan([aStage('daily')])) }
  for (const now of [at(60), at(61)]) {
    clock.set(now)
    const [trigger] = await store.listTriggers()
    if (trigger !== undefined) await fireSchedule(parts, trigger)
    await engine.drain()
  }
}
