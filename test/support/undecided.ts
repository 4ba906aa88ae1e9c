import { expect, vi } from 'vitest'
import type { TaskDetail } from '../../src/api/contract/task-detail.ts'
import type { TaskRow } from '../../src/api/contract/tasks.ts'
import { COLLECTION, openTaskOf, statusesOf } from './customer-desk.ts'
import type { Home, Server } from './program.ts'
import { aHomeWith, startServer } from './program.ts'
import type { ServerApi } from './server-api.ts'
import { apiOf, startRuns } from './server-api.ts'

/** A server on which a person has something to decide. */
export interface Undecided extends AsyncDisposable {
  readonly home: Home
  readonly server: Server
  readonly api: ServerApi
  readonly task: TaskRow
  /** The body of an answer that would count: JSON with ` = ` in it, as a form can send it. */
  readonly decision: string
}

export async function anUndecided(...options: readonly string[]): Promise<Undecided> {
  await using stack = new AsyncDisposableStack()
  const home = stack.use(await aHomeWith(COLLECTION))
  const server = stack.use(await startServer(home, 0, options))
  const api = await apiOf(home)
  const [run = ''] = await startRuns(api, 'sign-off', [{}])
  await vi.waitFor(async () => expect(await statusesOf(api, [run])).toEqual(['waiting']))
  const task = await openTaskOf(api, run)
  const { version } = await api.get<TaskDetail>(`/tasks/${task.id}`)
  const decision = JSON.stringify({ answer: { type: 'reject', note: 'From = elsewhere.' }, version })
  const all = stack.move()
  return { home, server, api, task, decision, [Symbol.asyncDispose]: () => all.disposeAsync() }
}
