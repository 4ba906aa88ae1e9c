/**
 * The Inbox while very many tasks wait, and their deadlines over a restart.
 *
 *   node bench/inbox/main.ts [--quick]
 */
import { setTimeout } from 'node:timers/promises'
import type { BenchReport, Effort, Figure } from '../figures.ts'
import { runBench } from '../figures.ts'
import { inFolder } from '../load/in-folder.ts'
import { residentMb } from '../load/resident-mb.ts'
import { spawnServer } from '../load/spawn-server.ts'
import { timed } from '../load/timed.ts'
import { quantile } from '../statistics.ts'
import type { Asked } from './desk.ts'
import { askedOf, lateDeadlines, startTasks, writeDesk } from './desk.ts'

/** `slaSeconds`: by then all are open and looked at, and the server was started anew. */
const SCALE = {
  full: { tasks: 10_000, pages: 200, slaSeconds: 120 },
  quick: { tasks: 500, pages: 20, slaSeconds: 15 },
} as const satisfies Record<Effort, unknown>
type Scale = (typeof SCALE)[Effort]

const SETTLED_MS = 3_000
const LOOK_EVERY_MS = 1_000
/** As the screen asks. */
const PAGE = '/tasks?status=open&limit=200'

interface Measured {
  readonly pageMs: readonly number[]
  readonly bareMs: readonly number[]
  readonly residentMb: number
  readonly lateMs: readonly number[]
}

await runBench(async (effort) =>
  inFolder(async (home) => {
    const scale = SCALE[effort]
    writeDesk(home, scale.slaSeconds)
    return toReport(scale, await measure(home, scale))
  }),
)

async function measure(home: string, { tasks, pages }: Scale): Promise<Measured> {
  {
    await using server = spawnServer(home)
    await startTasks(await askedOf(server), tasks)
  }
  const open = await lookAt(home, { tasks, pages })
  return { ...open, lateMs: await lateDeadlines(`${home}/workcharts`) }
}

/** After a restart: the pages while all are open, then the deadlines of all. */
async function lookAt(home: string, { tasks, pages }: Pick<Scale, 'tasks' | 'pages'>) {
  await using server = spawnServer(home)
  const asked = await askedOf(server)
  await setTimeout(SETTLED_MS)
  const pageMs = await timed(asked.get, PAGE, pages)
  const bareMs = await timed(asked.get, '/session', pages)
  const resident = await residentMb(server.process.pid)
  while (await isAnyInTime(asked, tasks)) await setTimeout(LOOK_EVERY_MS)
  return { pageMs, bareMs, residentMb: Math.max(resident, await residentMb(server.process.pid)) }
}

/** They stand by deadline: the last one says it for all. */
async function isAnyInTime({ get }: Asked, tasks: number): Promise<boolean> {
  const page = JSON.parse(await get(`/tasks?status=open&limit=1&offset=${tasks - 1}`))
  return page.tasks[0]?.overdue !== true
}

function toReport({ tasks }: Scale, { pageMs, bareMs, residentMb: resident, lateMs }: Measured): BenchReport {
  return {
    name: 'inbox',
    title: 'The Inbox with very many open tasks',
    method: [
      `${tasks} runs wait for a person each. The server is ended and started again; then the page of the Inbox is asked for`,
      `${pageMs.length} times in a row, and the deadlines of all tasks pass. Late is the time from a deadline to the fact that`,
      'notes it. The limit of a page is a request that reads nothing.',
    ].join(' '),
    n: tasks,
    figures: [
      {
        name: 'a page, p95',
        value: quantile(pageMs, 0.95),
        unit: 'ms',
        target: { atMost: 100 },
        limit: quantile(bareMs, 0.95),
      },
      { name: 'in memory', value: resident, unit: 'MiB', target: { atMost: 300 } },
      { name: 'a deadline, late at most', value: Math.max(...lateMs), unit: 'ms', target: { atMost: 1_000 } },
      { name: 'a deadline, late p99', value: quantile(lateMs, 0.99), unit: 'ms' },
      { name: 'deadlines noted', value: lateMs.length, unit: '', target: { atLeast: tasks } },
    ] satisfies readonly Figure[],
  }
}
