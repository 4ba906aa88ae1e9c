import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { runDetail } from '../../src/api/contract/run-detail.ts'
import { startedRuns } from '../../src/api/contract/runs.ts'
import { taskDetail } from '../../src/api/contract/task-detail.ts'
import { taskList } from '../../src/api/contract/tasks.ts'
import { openApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import type { Json, JsonObject } from '../../src/core/basics/json.ts'
import { canonicalJson } from '../../src/core/basics/json.ts'
import type { Plan } from '../../src/core/plan/plan.ts'
import { handoffFrom } from '../../src/core/run/handoff.ts'
import type { RunId } from '../../src/core/run/ids.ts'
import { plannedAt, stageIndex } from '../../src/core/run/plan-index.ts'
import { stageAt } from '../../src/core/run/stage-table.ts'
import type { StageId } from '../../src/core/workflow/workflow.ts'
import { folderWith } from '../support/folders.ts'
import { HOST, postOf } from '../support/http-world.ts'
import type { Asked } from '../support/model-server.ts'
import { aModelServer, saying } from '../support/model-server.ts'
import { stageKinds } from '../support/stage-kinds.ts'
import { sha256 } from '../support/runs.ts'

const NODE = process.execPath
const HASH = /^[0-9a-f]{64}$/
const OWNER = 'human:owner'
const FREE = { basis: 'free' }
const TOKENS = { input: 1_000, output: 100, cached: 0 }
const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
const hash = expect.stringMatching(HASH)
const ms = expect.any(Number)

/** What a receipt says where nothing is known and nobody was asked. */
const NOTHING = {
  schema: 'workcharts.receipt/1',
  kind: 'stage',
  run: expect.any(String),
  number: ms,
  previous: hash,
  at: instant,
  because: null,
  cost: FREE,
  models: [],
  confidence: null,
  confidence_source: 'none',
  threshold: null,
  decision: null,
  quality: null,
  task: null,
  outputs_sha256: null,
  context: [],
  artifacts: [],
}
/** A machine began it once and gave something. */
const DONE = {
  ...NOTHING,
  outcome: 'succeeded',
  attempts: 1,
  ready_at: instant,
  begun_at: instant,
  times: { queue_ms: ms, work_ms: ms, people_ms: null },
  inputs_sha256: hash,
  outputs_sha256: hash,
  handoff_sha256: hash,
}
/** Nobody began it. */
const NEVER_BEGUN = {
  attempts: 0,
  ready_at: instant,
  begun_at: null,
  inputs_sha256: null,
  times: { queue_ms: null, work_ms: null, people_ms: ms },
}

function asked(reason: string) {
  return {
    reason,
    first_opened_at: instant,
    due_at: instant,
    decided_at: instant,
    in_time: true,
    times_asked: 1,
  }
}

function decided(type: string, reason: string) {
  return { type, by: OWNER, role: 'approver', at: instant, reason }
}

const SONNET = {
  provider: 'house',
  model: 'm-1',
  effective_from: '2026-01-01',
  input: '3',
  output: '15',
  cache_read: null,
  cache_write: null,
  currency: 'GBP',
  source: 'the contract',
}
const PRICES = [{ ...SONNET, sha256: sha256(canonicalJson(SONNET)) }]

/** Everything is real: the program on its database, commands as processes, a model behind a socket. */
async function aHouse() {
  const model = await aModelServer(answerOf)
  const home = folderWith(stageKinds(NODE))
  const environment = { WORKCHARTS_HOME: home, WORKCHARTS_KEY_FILE: join(home, 'key'), PATH: process.env['PATH'] }
  const config = readConfig(environment, home, join(import.meta.dirname, '../..'))
  const opened = await openApp({ config, sharing: 'off', onProblem: throwIt, onFatal: throwIt })
  if (!opened.ok) throw new Error(opened.error.code)
  const app = opened.value
  onTestFinished(app.close)
  const api = app.api(Number(HOST.split(':')[1]), { web: undefined, hooks: 'here', site: undefined, sharing: undefined })
  const send = async (path: string, body?: Json): Promise<unknown> => {
    const { headers, ...rest } = body === undefined ? { headers: {} } : postOf(body)
    const request = { ...rest, headers: { ...headers, host: HOST, authorization: `Bearer ${app.token}` } }
    const response = await api.request(`http://${HOST}/api/v1${path}`, request)
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return await response.json()
  }
  const upload = async (path: string, bytes: string): Promise<void> => {
    const headers = { host: HOST, authorization: `Bearer ${app.token}`, 'content-type': 'application/octet-stream' }
    const response = await api.request(`http://${HOST}/api/v1${path}`, { method: 'POST', headers, body: bytes })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  }
  await send('/connections', {
    type: 'model',
    name: 'house',
    provider: 'openai-compatible',
    baseUrl: model.baseUrl,
    model: 'm-1',
    isDefault: true,
  })
  writeFileSync(join(home, 'prices.yaml'), PRICE_FILE)
  return { app, send, upload }
}

const PRICE_FILE = `prices:
  - { provider: house, model: m-1, effective_from: 2026-01-01, input: 3, output: 15, currency: GBP, source: the contract }
`

/** Sure of the letter; of the label it says something else each time it is asked. */
let labels = 0
function answerOf({ body }: Asked) {
  if (JSON.stringify(body).includes('Write the letter')) return saying({ text: 'Dear customer' }, 0.9, TOKENS)
  labels += 1
  return saying({ label: `guess ${labels}` }, 0.95, TOKENS)
}

function throwIt(error: unknown): never {
  throw error
}

type House = Awaited<ReturnType<typeof aHouse>>

async function startOf({ send }: House, workflow: string, inputs: JsonObject): Promise<RunId> {
  const { runs } = startedRuns.parse(await send(`/workflows/${workflow}/runs`, { inputs }))
  return (runs[0]?.id ?? 'none') as RunId
}

async function waitFor({ send }: House, run: RunId, status: string) {
  const read = async () => runDetail.parse(await send(`/runs/${run}`))
  await vi.waitFor(async () => expect((await read()).summary.status).toBe(status), { timeout: 20_000, interval: 20 })
  return await read()
}

/** Decides the task of a stage as the owner does who has read it. */
async function decide({ send, upload }: House, run: RunId, { stage, answer, file }: Decided): Promise<void> {
  const find = async () =>
    taskList.parse(await send(`/tasks?run=${run}`)).tasks.find((task) => task.stage.id === stage)?.id
  const id = await vi.waitFor(async () => (await find()) ?? expect.fail(`${stage} asks nobody`), { timeout: 20_000 })
  if (file !== undefined) await upload(`/tasks/${id}/files?name=${file.name}`, file.text)
  const { version } = taskDetail.parse(await send(`/tasks/${id}`))
  const files = file === undefined ? {} : { files: [{ name: file.name, sha256: sha256(file.text) }] }
  await send(`/tasks/${id}/answer`, { answer, version, ...files })
}

interface Decided {
  readonly stage: string
  readonly answer: Json
  readonly file?: { readonly name: string; readonly text: string }
}

/** Finds something out in a first run, which is approved to be known in the next. */
async function approvedMemory(house: House): Promise<string> {
  const run = await startOf(house, 'study', {})
  await waitFor(house, run, 'succeeded')
  const { items } = (await house.send('/memory')) as { items: readonly { id: string; revision: number }[] }
  const [item] = items
  if (item === undefined) throw new Error('Nothing was found out')
  await house.send(`/memory/${item.id}/approve`, { revision: item.revision })
  return item.id
}

function planned(plan: Plan, id: string) {
  return plannedAt(plan, stageIndex(plan, id as StageId))
}

/** Who a receipt names: the reference, and the digest of the files it was made of. */
function performerOf(plan: Plan, id: string) {
  const { primary } = planned(plan, id)
  return { ref: primary.ref, digest: primary.kind === 'capability' ? primary.digest : null }
}

it('[RC29] each kind of stage has on its receipt what is known of it, and null for what is not', async () => {
  const house = await aHouse()
  const memory = await approvedMemory(house)
  const id = await startOf(house, 'kinds', { message: 'Can I have my money back?' })
  await decide(house, id, { stage: 'unsure', answer: { type: 'approve', note: 'That is it.' } })
  await decide(house, id, {
    stage: 'sign',
    answer: { type: 'edit', outputs: { amount: 5 }, note: 'Agreed.' },
    file: { name: 'proof.txt', text: 'paid' },
  })
  await decide(house, id, { stage: 'refused', answer: { type: 'reject', note: 'Not like this.' } })
  const { receipts } = await waitFor(house, id, 'succeeded')
  await decide(house, id, { stage: 'letter', answer: { type: 'reject', note: '' } })
  const run = await house.app.engine.findRun(id)
  if (run === undefined) throw new Error('There is no such run')
  const later = await waitFor(house, id, 'succeeded')
  const lines = later.receipts.map(({ line }) => JSON.parse(line) as JsonObject)
  const of = (stage: string) => lines.find((line) => line['stage'] === stage && line['kind'] === 'stage')
  const who = (stage: string) => ({ stage, performer: performerOf(run.plan, stage) })

  const { context } = planned(run.plan, 'study')
  expect(of('study')).toEqual({
    ...DONE,
    ...who('study'),
    cost: { basis: 'reported', currency: 'GBP', microUnits: 2_000 },
    confidence: 0.7,
    confidence_source: 'reported',
    context: [
      { ref: 'ctx:lessons', sha256: hash, tokens: context.modules[0]?.tokens, memory_ids: [memory] },
      { ref: 'ctx:tone', sha256: sha256('# Tone\n\nBe kind.\n'), tokens: context.modules[1]?.tokens },
    ],
    context_sha256: context.packSha256,
  })
  expect(of('letter')).toEqual({
    ...DONE,
    ...who('letter'),
    cost: { basis: 'estimated', currency: 'GBP', microUnits: 4_500 },
    prices: PRICES,
    models: [{ name: 'house/m-1-2026', tokens_in: 1_000, tokens_out: 100 }],
    confidence: 0.9,
    confidence_source: 'reported',
    threshold: 0.8,
    threshold_result: 'passes',
  })
  expect(of('unsure')).toEqual({
    ...DONE,
    ...who('unsure'),
    times: { queue_ms: ms, work_ms: ms, people_ms: ms },
    cost: { basis: 'estimated', currency: 'GBP', microUnits: 9_000 },
    prices: PRICES,
    models: [{ name: 'house/m-1-2026', tokens_in: 2_000, tokens_out: 200 }],
    confidence: 0.5,
    confidence_source: 'agreement',
    scores: [
      { source: 'reported', value: 0.95 },
      { source: 'agreement', value: 0.5, samples: 2, agreeing: 1 },
    ],
    threshold: 0.8,
    threshold_result: 'low-confidence',
    task: asked('low-confidence'),
    decision: decided('approve', 'That is it.'),
    quality: { verdict: 'right', by: OWNER },
  })
  expect(of('sort')).toEqual({
    ...DONE,
    ...who('sort'),
    confidence: expect.any(Number),
    confidence_source: 'reported',
  })
  expect(of('sign')).toEqual({
    ...DONE,
    ...who('sign'),
    ...NEVER_BEGUN,
    confidence_source: 'human',
    task: asked('human-stage'),
    decision: decided('edit', 'Agreed.'),
    artifacts: [{ name: 'proof.txt', sha256: sha256('paid'), size: 4 }],
  })
  expect(of('refused')).toEqual({
    ...NOTHING,
    ...who('refused'),
    ...NEVER_BEGUN,
    outcome: 'rejected',
    because: 'Not like this.',
    task: asked('human-stage'),
    decision: decided('reject', 'Not like this.'),
  })
  expect(of('broken')).toEqual({
    ...NOTHING,
    ...who('broken'),
    outcome: 'failed',
    because: expect.stringMatching(/^command-failed: /),
    attempts: 1,
    ready_at: instant,
    begun_at: instant,
    times: { queue_ms: ms, work_ms: ms, people_ms: null },
    cost: null,
    inputs_sha256: hash,
  })
  expect(of('skipped')).toEqual({
    ...NOTHING,
    ...who('skipped'),
    ...NEVER_BEGUN,
    outcome: 'skipped',
    because: 'Its condition was false.',
    ready_at: null,
    times: { queue_ms: null, work_ms: null, people_ms: null },
  })

  const { workflow } = run.plan
  expect(lines.find(({ kind }) => kind === 'run')).toEqual({
    schema: 'workcharts.receipt/1',
    kind: 'run',
    run: id,
    number: receipts.length,
    previous: hash,
    at: instant,
    workflow: 'kinds',
    workflow_sha256: workflow.digest,
    plan_sha256: run.planDigest,
    outcome: 'succeeded',
    started_at: instant,
    started_by: OWNER,
    cause: { type: 'manual' },
    origin: null,
    cost: null,
    stages: expect.objectContaining({ succeeded: 5, rejected: 1, failed: 1, skipped: 1 }),
  })
  expect(lines.at(-1)).toEqual({
    schema: 'workcharts.receipt/1',
    kind: 'verdict',
    run: id,
    number: receipts.length + 1,
    previous: hash,
    at: instant,
    stage: 'letter',
    verdict: 'wrong',
    by: OWNER,
  })

  // The hashes are of what was really given and passed on.
  const letter = stageAt(run.stages, stageIndex(run.plan, 'letter' as StageId))
  const { salt, value } = letter.outputs ?? expect.fail('The letter was not passed on')
  expect(of('letter')).toMatchObject({
    inputs_sha256: sha256(`${run.salt} ${letter.account.inputsDigest}`),
    outputs_sha256: sha256(`${salt} ${canonicalJson(value)}`),
    handoff_sha256: sha256(`${salt} ${canonicalJson(handoffFrom(run, 'letter' as StageId))}`),
  })
}, 60_000)
