import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Confidence } from '../../src/api/contract/basics.ts'
import type { Problem } from '../../src/api/contract/problem.ts'
import { problem } from '../../src/api/contract/problem.ts'
import type { RunDetail } from '../../src/api/contract/run-detail.ts'
import type { RunStatus, StageStatus } from '../../src/api/contract/runs.ts'
import type { TaskDetail } from '../../src/api/contract/task-detail.ts'
import type { AnswerType, TaskAnswer, TaskList, TaskReason, TaskRow } from '../../src/api/contract/tasks.ts'
import type { JsonObject } from '../../src/core/basics/json.ts'
import type { Home } from '../support/program.ts'
import { aHomeWith, startServer } from '../support/program.ts'
import type { ServerApi } from '../support/server-api.ts'
import { answerTask, apiOf, startRuns } from '../support/server-api.ts'

/** A WorkChart of one stage, and how that stage comes to a person. */
interface Asking {
  readonly reason: TaskReason
  readonly offers: readonly AnswerType[]
  /** An answer it does not take, and the code that says why. */
  readonly refuses: readonly [TaskAnswer, string]
}

const WORKCHARTS = {
  'sign-off': {
    reason: 'human-stage',
    offers: ['approve', 'edit', 'reject'],
    refuses: [{ type: 'retry' }, 'answer-not-offered'],
  },
  'pay-back': { reason: 'human-stage', offers: ['edit', 'reject'], refuses: [{ type: 'approve' }, 'outputs-required'] },
  'sort-mail': {
    reason: 'low-confidence',
    offers: ['approve', 'edit', 'reject', 'retry'],
    refuses: [{ type: 'edit', outputs: { label: 7 } }, 'outputs-invalid'],
  },
  'find-rate': {
    reason: 'error',
    offers: ['edit', 'reject', 'retry'],
    refuses: [{ type: 'approve' }, 'answer-not-offered'],
  },
  research: {
    reason: 'no-performer',
    offers: ['edit', 'reject', 'retry'],
    refuses: [{ type: 'approve' }, 'answer-not-offered'],
  },
  'pay-out': {
    reason: 'unknown-outcome',
    offers: ['edit', 'reject', 'retry'],
    refuses: [{ type: 'approve' }, 'answer-not-offered'],
  },
} as const satisfies Record<string, Asking>

type WorkChart = keyof typeof WORKCHARTS

/** What an answer leads to. `round`: which task of its stage is open then; null: none. */
interface Standing {
  readonly run: RunStatus
  readonly stage: StageStatus
  readonly gives: JsonObject | null
  /** Whose word counts in the end. */
  readonly source: Confidence['source'] | null
  readonly round: number | null
}

const REJECTED: Standing = { run: 'rejected', stage: 'rejected', gives: null, source: null, round: null }
const ASKS_AGAIN: Standing = { run: 'waiting', stage: 'awaiting-approval', gives: null, source: null, round: 2 }
const REJECT: TaskAnswer = { type: 'reject', note: 'Not this week.' }
const RETRY: TaskAnswer = { type: 'retry', note: 'Take the table of May.' }

const WAYS: readonly (readonly [WorkChart, TaskAnswer, Standing])[] = [
  ['sign-off', { type: 'approve' }, done({})],
  ['sign-off', edit({ result: 'All is well.' }), done({ result: 'All is well.' })],
  ['sign-off', REJECT, REJECTED],
  ['pay-back', edit({ amount: 12.5 }), done({ amount: 12.5 })],
  ['pay-back', REJECT, REJECTED],
  [
    'sort-mail',
    { type: 'approve' },
    { ...done({ label: 'complaint', alternatives: expect.any(Array) }), source: 'reported' },
  ],
  ['sort-mail', edit({ label: 'invoice', alternatives: [] }), done({ label: 'invoice', alternatives: [] })],
  ['sort-mail', REJECT, { ...REJECTED, source: 'reported' }],
  ['sort-mail', RETRY, { ...ASKS_AGAIN, source: 'reported' }],
  ['find-rate', edit({ rate: 3 }), done({ rate: 3 })],
  ['find-rate', REJECT, REJECTED],
  ['find-rate', RETRY, { ...done({ rate: 4 }), source: 'none' }],
  ['research', edit({ findings: 'Two of them fit.' }), done({ findings: 'Two of them fit.' })],
  ['research', REJECT, REJECTED],
  ['research', RETRY, ASKS_AGAIN],
  ['pay-out', edit({ reference: 'seen on the statement' }), done({ reference: 'seen on the statement' })],
  ['pay-out', REJECT, REJECTED],
  ['pay-out', RETRY, { ...done({ reference: 'paid' }), source: 'none' }],
]

/** How long a stage of this collection may take to come to a person, or to its end, on a busy machine. */
const SETTLED_MS = 20_000

const stack = new AsyncDisposableStack()
let home: Home
let api: ServerApi

beforeAll(async () => {
  home = stack.use(await aHomeWith(join(import.meta.dirname, 'collection')))
  stack.use(await startServer(home))
  api = await apiOf(home)
})

afterAll(() => stack.disposeAsync())

it.each(WAYS)('[E2E4] %s, answered with %j, leads where the table says', async (workChart, answer, standing) => {
  const { reason, offers, refuses } = WORKCHARTS[workChart]
  const task = await openTask(workChart, workChart === 'pay-out' ? { order: '1' } : {})
  expect(task.reason).toBe(reason)
  expect((await api.get<TaskDetail>(`/tasks/${task.id}`)).answers.map(({ type }) => type)).toEqual(offers)

  const [wrong, code] = refuses
  expect(await refusal(task, wrong)).toMatchObject({ status: 422, code })
  expect(await openTasks(task.run)).toMatchObject([{ id: task.id }])

  expect((await give(task, answer)).status).toBe(200)
  await expect.poll(() => standingOf(task.run), { timeout: SETTLED_MS }).toEqual(standing)
  const second = await refusal(task, answer.type === 'reject' ? { type: 'retry' } : REJECT)
  expect(second).toMatchObject({
    status: 409,
    code: 'task-decided',
    detail: `owner has already answered this task (${answer.type}). Nothing was changed.`,
  })
  expect(await standingOf(task.run)).toEqual(standing)
  process.stdout.write(`  ${reason}, ${answer.type}: the run is ${standing.run}; ${code} 422, task-decided 409\n`)
})

it('[E2E4] what may have happened happens again only when a person says that it did not, under another key', async () => {
  const happened = await openTask('pay-out', { order: '101' })
  await give(happened, edit({ reference: 'seen on the statement' }))
  const didNot = await openTask('pay-out', { order: '102' })
  await give(didNot, RETRY)
  await expect.poll(() => standingOf(didNot.run), { timeout: SETTLED_MS }).toMatchObject({ run: 'succeeded' })
  const [once, twice] = [await keysPaidUnder('101'), await keysPaidUnder('102')]
  expect(once).toHaveLength(1)
  expect(new Set(twice).size).toBe(2)
  process.stdout.write(`  paid ${once.length} time after "it happened", ${twice.length} times after "it did not"\n`)
})

function edit(outputs: JsonObject): TaskAnswer {
  return { type: 'edit', outputs }
}

function done(gives: JsonObject): Standing {
  return { run: 'succeeded', stage: 'succeeded', gives, source: 'human', round: null }
}

/** Starts a run, and waits until it asks a person. */
async function openTask(workChart: WorkChart, inputs: JsonObject): Promise<TaskRow> {
  const [run = ''] = await startRuns(api, workChart, [inputs])
  await expect.poll(() => openTasks(run), { timeout: SETTLED_MS }).toHaveLength(1)
  const [task] = await openTasks(run)
  if (task === undefined) throw new Error(`Run ${run} asks nobody.`)
  return task
}

async function openTasks(run: string): Promise<readonly TaskRow[]> {
  return (await api.get<TaskList>(`/tasks?run=${run}`)).tasks
}

function give(task: TaskRow, answer: TaskAnswer): Promise<Response> {
  return answerTask(api, task.id, answer)
}

async function refusal(task: TaskRow, answer: TaskAnswer): Promise<Problem> {
  const response = await give(task, answer)
  expect(response.headers.get('content-type')).toContain('application/problem+json')
  return problem.parse(await response.json())
}

async function standingOf(run: string): Promise<Standing> {
  const { summary, stages } = await api.get<RunDetail>(`/runs/${run}`)
  const [stage] = stages
  if (stage === undefined) throw new Error(`Run ${run} has no stage.`)
  const round = stage.task?.id.split('.').at(-1)
  return {
    run: summary.status,
    stage: stage.status,
    gives: stage.gives === null ? null : Object.fromEntries(stage.gives.map(({ name, value }) => [name, value])),
    source: stage.confidence?.source ?? null,
    round: round === undefined ? null : Number(round),
  }
}

async function keysPaidUnder(order: string): Promise<readonly string[]> {
  const lines = (await readFile(join(home.folder, 'payments'), 'utf8')).trimEnd().split('\n')
  return lines.map((line) => line.split(' ')).flatMap(([of, key = '']) => (of === order ? [key] : []))
}
