import { setTimeout as wait } from 'node:timers/promises'
import { idempotencyKey, KEY_BYTES } from '../../../src/api/contract/idempotency-key.ts'
import type { RunSummary } from '../../../src/api/contract/runs.ts'
import { runList, runState } from '../../../src/api/contract/runs.ts'
import { taskDetail } from '../../../src/api/contract/task-detail.ts'
import type { TaskRow } from '../../../src/api/contract/tasks.ts'
import { taskList } from '../../../src/api/contract/tasks.ts'
import type { CommandId, RunId, TaskId } from '../../../src/core/run/ids.ts'
import type { TaskAnswerType } from '../../../src/core/run/task.ts'
import type { Request, Wish } from '../../history/evidence.ts'
import type { Random } from '../../support/seeded.ts'
import { pick } from '../../support/seeded.ts'
import type { Shares } from '../kills/weighted.ts'
import { pickWeighted } from '../kills/weighted.ts'
import type { Address, Call } from './http.ts'
import { call } from './http.ts'

/** A wish and how it is sent. */
interface Sending {
  readonly wish: Wish
  readonly call: Call
}

/** What the customers of one home know. It lives outside the processes that are killed. */
export interface Customers {
  readonly random: Random
  readonly requests: Request[]
  /** Wishes that had no answer: some are sent again, word for word. */
  readonly doubtful: Sending[]
  readonly started: Set<RunId>
  tasks: readonly TaskRow[]
  runs: readonly RunSummary[]
  /** Answers of the server so far, and those who wait for one. */
  answers: number
  readonly milestones: Set<{ readonly at: number; readonly reached: () => void }>
  underWay: number
}

/** Customers that ask at the same time, each waiting for an answer before it asks again. */
const CUSTOMERS = 6
const THINK_MS_MAX = 25
const LOOK_MS = 25
const OPEN_RUNS_MAX = 50

type Kind = 'start' | 'answer' | 'again' | 'cancel' | 'pause' | 'resume' | 'read'
/** Of a hundred wishes. */
const SHARES: Shares<Kind> = { start: 40, answer: 35, again: 8, cancel: 3, pause: 3, resume: 6, read: 5 }
type WorkChart = 'order' | 'allow' | 'linger'
const WORKCHARTS: Shares<WorkChart> = { order: 60, allow: 32, linger: 8 }

export function createCustomers(random: Random): Customers {
  return {
    random,
    requests: [],
    doubtful: [],
    started: new Set(),
    tasks: [],
    runs: [],
    answers: 0,
    milestones: new Set(),
    underWay: 0,
  }
}

/** Sends wishes until the server does not answer any more. */
export async function loadUntilItEnds(customers: Customers, address: Address): Promise<void> {
  const each = Array.from({ length: CUSTOMERS }, async () => {
    while (await send(customers, address, next(customers))) await wait(customers.random() * THINK_MS_MAX)
  })
  const looking = async (): Promise<void> => {
    while (await look(customers, address)) await wait(LOOK_MS)
  }
  await Promise.all([looking(), ...each])
}

/** Resolves after this many more answers. */
export function answered(customers: Customers, times: number): Promise<void> {
  return new Promise((reached) => void customers.milestones.add({ at: customers.answers + times, reached }))
}

function next(customers: Customers): Sending {
  return sendingOf(customers, pickWeighted(SHARES, customers.random)) ?? fallback(customers)
}

function fallback(customers: Customers): Sending {
  const [run] = customers.started
  return customers.runs.length < OPEN_RUNS_MAX || run === undefined ? start(customers) : read(run)
}

function sendingOf(customers: Customers, kind: Kind): Sending | undefined {
  const { random, doubtful, tasks, runs, started } = customers
  switch (kind) {
    case 'start':
      return runs.length < OPEN_RUNS_MAX ? start(customers) : undefined
    case 'answer':
      return tasks.length === 0 ? undefined : answer(pick(tasks, random), answerFor(random), keyFrom(random))
    case 'again':
      return doubtful.splice(Math.floor(random() * doubtful.length), 1)[0]
    case 'cancel':
    case 'pause':
      return runs.length === 0 ? undefined : change(kind, pick(runs, random).id as RunId)
    case 'resume': {
      const paused = runs.filter(({ status }) => status === 'paused')
      return paused.length === 0 ? undefined : change(kind, pick(paused, random).id as RunId)
    }
    case 'read':
      return started.size === 0 ? undefined : read(pick([...started], random))
  }
}

function start({ random, started }: Customers): Sending {
  const run = keyFrom(random) as RunId
  const workChart = pickWeighted(WORKCHARTS, random)
  const inputs = { order: `order ${started.size}` }
  started.add(run)
  return {
    wish: { type: 'start', run, inputs },
    call: { path: `/workflows/${workChart}/runs`, body: { inputs }, key: run },
  }
}

function answerFor(random: Random): TaskAnswerType {
  return pickWeighted({ edit: 70, approve: 15, reject: 8, retry: 7 }, random)
}

function answer({ id, run }: TaskRow, type: TaskAnswerType, key: string): Sending {
  const body = type === 'edit' ? { type, outputs: OUTPUTS } : { type }
  const wish: Wish = { type: 'answer', run: run as RunId, task: id as TaskId, command: key as CommandId, answer: type }
  return { wish, call: { path: `/tasks/${id}/answer`, body: { answer: body }, key } }
}

/** Fits every stage of the collection that a person may do instead of its skill. */
const OUTPUTS = { value: 7, subject: 'Your order', body: 'It is here.', added: {} }

function change(type: 'cancel' | 'pause' | 'resume', run: RunId): Sending {
  return { wish: { type, run }, call: { path: `/runs/${run}/${type}`, body: {} } }
}

function read(run: RunId): Sending {
  return { wish: { type: 'read', run }, call: { path: `/runs/${run}` } }
}

function keyFrom(random: Random): string {
  return idempotencyKey(
    Date.now(),
    Uint8Array.from({ length: KEY_BYTES }, () => random() * 256),
  )
}

/** False: nobody answers there any more. What was asked and what came of it is written down first. */
async function send(customers: Customers, address: Address, chosen: Sending): Promise<boolean> {
  const sending = await lookedAt(address, chosen)
  if (sending === undefined) return false
  customers.underWay += 1
  const response = await call(address, sending.call)
  customers.underWay -= 1
  customers.requests.push(requestOf(sending.wish, response))
  if (response === undefined && sending.wish.type !== 'read') customers.doubtful.push(sending)
  if (response !== undefined) count(customers)
  return response !== undefined
}

/** Who answers has looked at the task; what is sent again is sent as it was. Undefined: nobody answers there any more. */
async function lookedAt(address: Address, { wish, call: order }: Sending): Promise<Sending | undefined> {
  if (wish.type !== 'answer' || 'version' in Object(order.body)) return { wish, call: order }
  const task = await call(address, { path: `/tasks/${wish.task}` })
  if (task === undefined) return undefined
  const shown = taskDetail.safeParse(task.body)
  const version = shown.success ? shown.data.version : 'none'
  return { wish, call: { ...order, body: { ...Object(order.body), version } } }
}

function requestOf(wish: Wish, response: Awaited<ReturnType<typeof call>>): Request {
  if (response === undefined) return { wish, told: 'unknown' }
  if (response.status >= 500) throw new Error(`${wish.type}: ${response.status} ${JSON.stringify(response.body)}`)
  if (response.status >= 400) return { wish, told: 'refused' }
  const state = runState.safeParse(response.body)
  return { wish, told: 'accepted', ...(state.success ? { version: state.data.version } : {}) }
}

function count(customers: Customers): void {
  customers.answers += 1
  for (const milestone of customers.milestones) {
    if (milestone.at > customers.answers) continue
    customers.milestones.delete(milestone)
    milestone.reached()
  }
}

async function look(customers: Customers, address: Address): Promise<boolean> {
  const tasks = await call(address, { path: '/tasks?limit=200' })
  const runs = await call(address, { path: '/runs?limit=200&status=running&status=waiting&status=paused' })
  if (tasks === undefined || runs === undefined) return false
  customers.tasks = taskList.parse(tasks.body).tasks
  customers.runs = runList.parse(runs.body).runs
  return true
}

/** Answers whatever asks, until no run is open any more. False: some still are after `withinMs`. */
export async function conclude(customers: Customers, address: Address, withinMs: number): Promise<boolean> {
  const until = performance.now() + withinMs
  while (performance.now() < until && (await look(customers, address))) {
    const { tasks, runs, random } = customers
    if (tasks.length + runs.length === 0) return true
    const paused = runs.filter(({ status }) => status === 'paused').map(({ id }) => change('resume', id as RunId))
    const answers = tasks.map((task) => answer(task, 'edit', keyFrom(random)))
    await Promise.all([...paused, ...answers].map((sending) => send(customers, address, sending)))
    await wait(LOOK_MS)
  }
  return false
}
