import { readFile } from 'node:fs/promises'
import type { RunId } from '../../../src/core/run/ids.ts'
import type { Server } from '../../support/program.ts'
import { startServer } from '../../support/program.ts'
import type { Random } from '../../support/seeded.ts'
import { apiOf } from '../../support/server-api.ts'
import { quantile, rounded } from './figures.ts'
import type { DataHome } from './open-engine.ts'
import { openEngine } from './open-engine.ts'
import type { Part } from './part.ts'

/** Tasks on a page, as screens ask for them. */
const PAGE = 50
const PAGES_ASKED = 100
const RUN_PAGES_ASKED = 10

interface Asking {
  readonly tasks: number
  readonly random: Random
}

/** Asks the store itself for pages of tasks by deadline, from the first to the last. */
export async function askStoreForTasks(home: DataHome, { tasks, random }: Asking): Promise<Part> {
  await using world = openEngine(home.data)
  const times = await timed(PAGES_ASKED, async () => {
    const offset = Math.floor(random() * (tasks - PAGE))
    const page = await world.store.listTasks({ status: 'open', offset, limit: PAGE })
    if (page.length !== PAGE) throw new Error(`A page held ${page.length} tasks, not ${PAGE}`)
  })
  return measured({ 'task list, store p95, ms (target <= 100)': rounded(quantile(times, 0.95)) })
}

/** Asks a real server on the same data over HTTP. */
export async function askServerForTasks(home: DataHome, { tasks, random }: Asking): Promise<Part> {
  const startedAt = performance.now()
  await using server = await startServer(home)
  const startMs = performance.now() - startedAt
  const api = await apiOf(home)
  const times = await timed(PAGES_ASKED, async () => {
    const offset = Math.floor(random() * (tasks - PAGE))
    const { tasks: page }: { readonly tasks: readonly unknown[] } = await api.get(
      `/tasks?status=open&offset=${offset}&limit=${PAGE}`,
    )
    if (page.length !== PAGE) throw new Error(`A page held ${page.length} tasks, not ${PAGE}`)
  })
  return measured({
    'task list, HTTP p95, ms (target <= 100)': rounded(quantile(times, 0.95)),
    'server with open tasks: start, ms': rounded(startMs),
    'server with open tasks: memory, MB (target <= 300)': await memoryMb(server),
  })
}

/** How long the page of a large run takes. */
export async function askServerForRun(home: DataHome, shape: string, run: RunId): Promise<Part> {
  await using _server = await startServer(home)
  const api = await apiOf(home)
  const times = await timed(RUN_PAGES_ASKED, () => api.get(`/runs/${run}`))
  return measured({ [`${shape}: page of the run over HTTP p50, ms`]: rounded(quantile(times, 0.5)) })
}

function measured(figures: Part['figures']): Part {
  return { faults: {}, violations: [], figures }
}

async function timed(times: number, ask: () => Promise<unknown>): Promise<readonly number[]> {
  const taken: number[] = []
  for (let time = 0; time < times; time += 1) {
    const before = performance.now()
    await ask()
    taken.push(performance.now() - before)
  }
  return taken
}

async function memoryMb({ process: { pid } }: Server): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_024)
}
