import { mkdirSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openSqliteStore } from '../../src/adapters/sqlite/sqlite-store.ts'
import type { RunEvent } from '../../src/core/run/run-event.ts'
import type { RunReader } from '../../src/engine/store.ts'
import type { SpawnedServer } from '../load/spawn-server.ts'
import { untilServing } from '../load/spawn-server.ts'

const STARTED_AT_ONCE = 500
const FACTS_AT_ONCE = 5_000
const LOOK_EVERY_MS = 10

/** A WorkChart whose one stage is a person's, with this much time to decide. */
export function writeDesk(home: string, slaSeconds: number): void {
  const folder = join(home, 'collections/default/workflows')
  mkdirSync(folder, { recursive: true })
  const stage = `  - { id: decide, roles: { primary: "human:support" }, escalation: { sla: ${slaSeconds}s }, outputs: { ok: { type: boolean } } }`
  writeFileSync(join(folder, 'desk.yaml'), ['workflow_id: desk', 'stages:', stage, ''].join('\n'))
}

/** How the server of a home is asked. */
export interface Asked {
  readonly get: (path: string) => Promise<string>
  readonly post: (path: string, body: unknown) => Promise<void>
}

export async function askedOf(server: SpawnedServer): Promise<Asked> {
  await untilServing(server, LOOK_EVERY_MS)
  const { port, token } = JSON.parse(await readFile(join(server.data, 'server.json'), 'utf8'))
  const base = `http://127.0.0.1:${port}/api/v1`
  const authorization = `Bearer ${token}`
  const checked = async (response: Response): Promise<string> => {
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
    return await response.text()
  }
  const headers = { authorization, 'content-type': 'application/json' }
  return {
    get: async (path) => await checked(await fetch(`${base}${path}`, { headers })),
    post: async (path, body) => {
      await checked(await fetch(`${base}${path}`, { method: 'POST', headers, body: JSON.stringify(body) }))
    },
  }
}

export async function startTasks({ post }: Asked, tasks: number): Promise<void> {
  for (let started = 0; started < tasks; started += STARTED_AT_ONCE) {
    const each = Array.from({ length: Math.min(STARTED_AT_ONCE, tasks - started) }, (_, n) => ({
      title: `order ${started + n}`,
    }))
    await post('/workflows/desk/runs', { each })
  }
}

/** Of each task whose deadline has passed: how long after it that was noted, in milliseconds. Nothing else has the folder open. */
export async function lateDeadlines(data: string): Promise<readonly number[]> {
  const store = openSqliteStore({ folder: data })
  if (!store.ok) throw new Error(`The store can not be opened: ${store.error.code}`)
  const due = new Map<string, number>()
  const late: number[] = []
  for await (const event of factsOf(store.value)) {
    if (event.type === 'task-opened' && event.due !== null) due.set(event.task, event.due)
    if (event.type === 'task-overdue') late.push(event.at - (due.get(event.task) ?? Number.NaN))
  }
  store.value.close()
  return late
}

async function* factsOf({ eventsAfter }: Pick<RunReader, 'eventsAfter'>): AsyncGenerator<RunEvent> {
  for (let after = 0; ; ) {
    const { events } = await eventsAfter(after, FACTS_AT_ONCE)
    const last = events.at(-1)
    if (last === undefined) return
    after = last.position
    for (const { event } of events) yield event
  }
}
