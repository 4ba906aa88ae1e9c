import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, vi } from 'vitest'
import type { RunDetail } from '../../src/api/contract/run-detail.ts'
import { runDetail } from '../../src/api/contract/run-detail.ts'
import { startedRuns } from '../../src/api/contract/runs.ts'
import { taskDetail } from '../../src/api/contract/task-detail.ts'
import { taskList } from '../../src/api/contract/tasks.ts'
import type { App } from '../../src/app.ts'
import { openApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import type { Json, JsonObject } from '../../src/core/basics/json.ts'
import type { RunId } from '../../src/core/run/ids.ts'
import { folderWith } from './folders.ts'
import { HOST, postOf } from './http-world.ts'
import type { Asked } from './model-server.ts'
import { aModelServer, saying } from './model-server.ts'
import { sha256 } from './runs.ts'
import { stageKinds } from './stage-kinds.ts'

const TOKENS = { input: 1_000, output: 100, cached: 0 }

/** Everything is real: the program on its database, commands as processes, a model behind a socket. */
export async function aHouseOfKinds(letter = 'Dear customer'): Promise<House> {
  const model = await aModelServer(answersWith(letter))
  const home = folderWith(stageKinds(process.execPath))
  const environment = { WORKCHARTS_HOME: home, WORKCHARTS_KEY_FILE: join(home, 'key'), PATH: process.env['PATH'] }
  const config = readConfig(environment, home, join(import.meta.dirname, '../..'))
  const opened = await openApp({ config, sharing: 'off', onProblem: throwIt, onFatal: throwIt })
  if (!opened.ok) throw new Error(opened.error.code)
  const app = opened.value
  let close: () => Promise<void> = async () => {
    close = async () => undefined
    await app.close()
  }
  onTestFinished(() => close())
  const api = app.api(Number(HOST.split(':')[1]), {
    web: undefined,
    hooks: 'here',
    site: undefined,
    sharing: undefined,
  })
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
  return { home, app, send, upload, close: () => close() }
}

const PRICE_FILE = `prices:
  - { provider: house, model: m-1, effective_from: 2026-01-01, input: 3, output: 15, currency: GBP, source: the contract }
`

/** Sure of the letter; of the label it says something else each time it is asked. */
function answersWith(letter: string) {
  let labels = 0
  return ({ body }: Asked) => {
    if (JSON.stringify(body).includes('Write the letter')) return saying({ text: letter }, 0.9, TOKENS)
    labels += 1
    return saying({ label: `guess ${labels}` }, 0.95, TOKENS)
  }
}

function throwIt(error: unknown): never {
  throw error
}

/** The program and its API, to which the owner speaks. */
export interface House {
  readonly home: string
  readonly app: App
  /** The answer of a GET, or of a POST of this body. Throws where it is refused. */
  readonly send: (path: string, body?: Json) => Promise<unknown>
  readonly upload: (path: string, bytes: string) => Promise<void>
  /** Done after the test as well, where the test does not. */
  readonly close: () => Promise<void>
}

export async function startOf({ send }: House, workflow: string, order: JsonObject): Promise<RunId> {
  const { runs } = startedRuns.parse(await send(`/workflows/${workflow}/runs`, order))
  return (runs[0]?.id ?? 'none') as RunId
}

export async function waitFor({ send }: House, run: RunId, status: string): Promise<RunDetail> {
  const read = async () => runDetail.parse(await send(`/runs/${run}`))
  await vi.waitFor(async () => expect((await read()).summary.status).toBe(status), { timeout: 20_000, interval: 20 })
  return await read()
}

/** Decides the task of a stage as the owner does who has read it. */
export async function decide(house: House, run: RunId, { stage, answer, file }: Decided): Promise<void> {
  const { send, upload } = house
  const id = await taskOf(house, run, stage)
  if (file !== undefined) await upload(`/tasks/${id}/files?name=${file.name}`, file.text)
  const { version } = taskDetail.parse(await send(`/tasks/${id}`))
  const files = file === undefined ? {} : { files: [{ name: file.name, sha256: sha256(file.text) }] }
  await send(`/tasks/${id}/answer`, { answer, version, ...files })
}

/** The task of a stage, as soon as it is there. */
export async function taskOf({ send }: House, run: RunId, stage: string): Promise<string> {
  const find = async () =>
    taskList.parse(await send(`/tasks?run=${run}`)).tasks.find((task) => task.stage.id === stage)?.id
  return await vi.waitFor(async () => (await find()) ?? expect.fail(`${stage} asks nobody`), { timeout: 20_000 })
}

interface Decided {
  readonly stage: string
  readonly answer: Json
  readonly file?: { readonly name: string; readonly text: string }
}

/** Finds something out in a first run, which is approved to be known in the next. */
export async function approvedMemory(house: House): Promise<string> {
  const run = await startOf(house, 'study', { inputs: {} })
  await waitFor(house, run, 'succeeded')
  const { items } = (await house.send('/memory')) as { items: readonly { id: string; revision: number }[] }
  const [item] = items
  if (item === undefined) throw new Error('Nothing was found out')
  await house.send(`/memory/${item.id}/approve`, { revision: item.revision })
  return item.id
}
