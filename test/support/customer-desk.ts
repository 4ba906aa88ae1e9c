import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, vi } from 'vitest'
import type { RunDetail } from '../../src/api/contract/run-detail.ts'
import type { TaskList, TaskRow } from '../../src/api/contract/tasks.ts'
import type { JsonObject } from '../../src/core/basics/json.ts'
import type { Home, Server } from './program.ts'
import { aHomeWith, startServer } from './program.ts'
import type { ServerApi } from './server-api.ts'
import { apiOf, startRuns } from './server-api.ts'

/** WorkCharts, an agent and skills with real programs. */
export const COLLECTION = join(import.meta.dirname, '../e2e/collection')

/** How long the messages may take to be sorted on a busy machine: the sorter learns first. */
const SORTED_MS = 60_000

/** A server at which five customers wrote in: one was answered at once, four wait for a person. */
export interface CustomerDesk extends AsyncDisposable {
  readonly home: Home
  readonly server: Server
  readonly api: ServerApi
  /** Ids, in the order of the messages. */
  readonly runs: readonly string[]
}

export async function aCustomerDesk(): Promise<CustomerDesk> {
  await using stack = new AsyncDisposableStack()
  const home = stack.use(await aHomeWith(COLLECTION))
  const server = stack.use(await startServer(home))
  const api = await apiOf(home)
  const runs = await startRuns(api, 'customer-desk', await readMessages())
  await vi.waitFor(async () => expect(await statusesOf(api, runs)).toEqual(AFTER_SORTING), SORTED_MS)
  const all = stack.move()
  return { home, server, api, runs, [Symbol.asyncDispose]: () => all.disposeAsync() }
}

const AFTER_SORTING = ['succeeded', 'waiting', 'waiting', 'waiting', 'waiting']

async function readMessages(): Promise<readonly JsonObject[]> {
  const lines = (await readFile(join(COLLECTION, 'messages.jsonl'), 'utf8')).trimEnd().split('\n')
  return lines.map((line) => JSON.parse(line) as JsonObject)
}

export async function statusesOf(api: ServerApi, runs: readonly string[]): Promise<readonly string[]> {
  const details = await Promise.all(runs.map((id) => api.get<RunDetail>(`/runs/${id}`)))
  return details.map(({ summary }) => summary.status)
}

/** The one open task of a run. Throws where it has none. */
export async function openTaskOf(api: ServerApi, run: string | undefined): Promise<TaskRow> {
  const [task] = (await api.get<TaskList>(`/tasks?run=${run}`)).tasks
  if (task === undefined) throw new Error(`Run ${run} asks nobody.`)
  return task
}
