import type { JsonObject } from '../../src/core/basics/json.ts'
import type { Result } from '../../src/core/basics/result.ts'
import type { Plan } from '../../src/core/plan/plan.ts'
import type { Command } from '../../src/core/run/command.ts'
import type { CommandId, RunId } from '../../src/core/run/ids.ts'
import type { Refusal } from '../../src/core/run/refusal.ts'
import type { Run } from '../../src/core/run/run.ts'
import type { TaskAnswer, TaskAnswerType } from '../../src/core/run/task.ts'
import { ANSWERS, looksBack } from '../../src/core/run/task.ts'
import type { Engine } from '../../src/engine/engine.ts'
import type { TaskRow } from '../../src/engine/store.ts'
import { StoreError } from '../../src/engine/store.ts'
import type { Request, Wish } from '../history/evidence.ts'
import { everyRole, LENA, seenIn, TOM } from '../support/runs.ts'
import type { House } from './house.ts'
import type { World } from './world.ts'

const RUNS_MAX = 14
const TASKS_LOOKED_AT = 50

/** People and programs that want something, and write down what they were told. */
export interface Clients {
  /** One of them wants something by chance. */
  readonly want: () => Promise<void>
  /** Every task that blocks a run is answered, and every paused run goes on. */
  readonly clearUp: () => Promise<void>
}

interface Desk {
  readonly world: World
  readonly house: House
  readonly plans: readonly Plan[]
  readonly started: RunId[]
}

export function createClients(parts: Omit<Desk, 'started'>): Clients {
  const desk: Desk = { ...parts, started: [] }
  return { want: () => want(desk), clearUp: () => clearUp(desk) }
}

async function want(desk: Desk): Promise<void> {
  const { chance } = desk.world
  const wish = chance.from(1, 100)
  if (desk.started.length === 0 || (wish <= 22 && desk.started.length < RUNS_MAX)) return startAnew(desk)
  const run = chance.pick(desk.started)
  if (wish <= 70) return await answerSome(desk)
  if (wish <= 80) return await changeSome(desk)
  if (wish <= 83) return change(desk, run, 'cancel')
  if (wish <= 87) return change(desk, run, 'pause')
  if (wish <= 93) return change(desk, run, 'resume')
  if (wish <= 96) return await retry(desk, run)
  ask(desk, { type: 'read', run }, async (engine) => toResult(await engine.findRun(run)))
}

function toResult(run: Run | undefined): Result<Run, Refusal> | undefined {
  return run === undefined ? undefined : { ok: true, value: run }
}

type Asking = (engine: Engine) => Promise<Result<Run, Refusal> | undefined>

/** Asks the process that lives, once or, by mistake, twice. Where it dies first, nobody is told anything. */
function ask(desk: Desk, wish: Wish, asking: Asking): void {
  const { world, house } = desk
  const times = world.faults.strikes('a command that comes twice') ? 2 : 1
  for (let time = 0; time < times; time += 1) {
    const engine = house.living()?.engine
    if (engine !== undefined) void askOnce(world, wish, asking(engine))
  }
}

async function askOnce(world: World, wish: Wish, asked: ReturnType<Asking>): Promise<void> {
  const { requests, versions, breaches, note } = world
  const place = requests.push({ wish, told: 'unknown' }) - 1
  note(`client wants ${JSON.stringify(wish)}`)
  const told = await asked.then(toldOf, (error: unknown) => failedOf(error))
  note(`client is told ${told.told} ${told.version ?? ''} of ${wish.type} ${wish.run}`)
  requests[place] = { wish, ...told }
  const written = versions.get(wish.run) ?? 0
  if ((told.version ?? 0) > written)
    breaches.push(`a client was told of version ${told.version} of ${wish.run}, and ${written} facts were written`)
}

type Told = Omit<Request, 'wish'>

function toldOf(result: Result<Run, Refusal> | undefined): Told {
  return result?.ok === true ? { told: 'accepted', version: result.value.version } : { told: 'refused' }
}

/** A full disk saved nothing; of any other failure nobody knows. */
function failedOf(error: unknown): Told {
  return { told: error instanceof StoreError && error.outcome === 'full' ? 'refused' : 'unknown' }
}

function startAnew(desk: Desk): void {
  const { world, plans, started } = desk
  const id = world.ids.next() as RunId
  const plan = world.chance.pick(plans)
  const inputs: JsonObject = world.chance.in(0.5) ? { n: world.chance.from(0, 4) } : {}
  started.push(id)
  ask(desk, { type: 'start', run: id, inputs }, (engine) =>
    engine.start({ id, plan, inputs, by: LENA, cause: { type: 'manual' } }),
  )
}

function change(desk: Desk, run: RunId, type: 'cancel' | 'pause' | 'resume'): void {
  const command: Command =
    type === 'cancel' ? { type: 'cancel-run', by: LENA, note: '' } : { type: `${type}-run`, by: LENA }
  ask(desk, { type, run }, (engine) => engine.command(run, command))
}

/** A run that takes up another one is asked for like any run: its id is the client's. */
async function retry(desk: Desk, run: RunId): Promise<void> {
  const { world, started } = desk
  const record = await world.disk.findRun(run)
  const plan = record === undefined ? undefined : await world.disk.findPlan(record.row.planDigest)
  if (plan === undefined || record?.row.finishedAt === null) return
  const id = world.ids.next() as RunId
  const from = world.chance.pick(plan.stages).id
  started.push(id)
  ask(desk, { type: 'start', run: id, inputs: {} }, (engine) => engine.retry(run, { id, from, by: LENA }))
}

async function answerSome(desk: Desk): Promise<void> {
  const task = await someTask(desk)
  if (task === undefined) return
  const { chance, ids } = desk.world
  const offered = TYPES.filter((type) => ANSWERS[task.reason][type] !== null)
  const answer = answerOf(chance.in(0.9) ? chance.pick(offered) : chance.pick(TYPES), chance.from(0, 3))
  give(desk, task, { id: ids.next() as CommandId, answer })
  if (chance.in(0.1)) give(desk, task, { id: ids.next() as CommandId, answer: answerOf('reject', 0) })
}

/** Mostly an open task. */
async function someTask({ world }: Desk): Promise<TaskRow | undefined> {
  const status = world.chance.in(0.9) ? { status: 'open' as const } : {}
  const tasks = await world.disk.listTasks({ ...status, offset: 0, limit: TASKS_LOOKED_AT })
  return tasks.length === 0 ? undefined : world.chance.pick(tasks)
}

const TYPES: readonly TaskAnswerType[] = ['approve', 'edit', 'reject', 'retry']

function answerOf(type: TaskAnswerType, v: number): TaskAnswer {
  return type === 'edit' ? { type, outputs: { v }, note: '' } : { type, note: 'As said.' }
}

interface Given {
  readonly id: CommandId
  readonly answer: TaskAnswer
}

function give(desk: Desk, { id: task, run, claimedBy }: TaskRow, { id, answer }: Given): void {
  const by = claimedBy ?? LENA
  ask(desk, { type: 'answer', run, task, command: id, answer: answer.type }, async (engine) => {
    const seen = seenIn(await engine.findRun(run), task)
    return await engine.command(run, { type: 'answer-task', id, task, answer, as: everyRole(by), seen, salt: 'salt' })
  })
}

/** What changes a task without deciding it is asked for as one who reads: it promises no fact of its own kind. */
async function changeSome(desk: Desk): Promise<void> {
  const row = await someTask(desk)
  if (row === undefined) return
  const { id: task, run, stage } = row
  const by = desk.world.chance.pick([LENA, TOM])
  const command = desk.world.chance.pick<Command>([
    { type: 'claim-task', task, as: everyRole(by) },
    { type: 'release-task', task, as: everyRole(by) },
    { type: 'reassign-task', task, as: everyRole(by), to: ['human:tom'], note: '' },
    { type: 'comment-task', task, as: everyRole(by), text: 'Why?' },
    { type: 'request-check', stage, by, note: '' },
  ])
  ask(desk, { type: 'read', run }, (engine) => engine.command(run, command))
}

async function clearUp(desk: Desk): Promise<void> {
  const { disk, ids } = desk.world
  for (const { id } of await disk.listRuns({ statuses: ['paused'], limit: 100 })) change(desk, id, 'resume')
  for (const task of await disk.listTasks({ status: 'open', offset: 0, limit: 500 }))
    if (!looksBack(task.reason)) {
      const type = ANSWERS[task.reason].edit === null ? 'reject' : 'edit'
      give(desk, task, { id: ids.next() as CommandId, answer: answerOf(type, 1) })
    }
}
