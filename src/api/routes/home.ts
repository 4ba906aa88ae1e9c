import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Timestamp } from '../../core/basics/timestamp.ts'
import type { Creation } from '../../core/metrics/creation.ts'
import { creationTime } from '../../core/metrics/creation-time.ts'
import { noCodeShare } from '../../core/metrics/no-code-share.ts'
import { isInVenture } from '../../core/people/in-venture.ts'
import type { CapabilityEntry, CatalogEntry } from '../../core/plan/catalog.ts'
import type { RunStatus } from '../../core/run/run.ts'
import { OPEN_STATUSES } from '../../core/run/run.ts'
import type { StallCounts } from '../../core/stall/stall-budget.ts'
import { sumStalls } from '../../core/stall/stall-budget.ts'
import type { WorkflowId } from '../../core/workflow/workflow.ts'
import { listCreations } from '../../engine/creations.ts'
import type { RunCount } from '../../engine/store.ts'
import type { WorkflowSummary } from '../../engine/workflows.ts'
import type { ApiParts } from '../api-parts.ts'
import type { Home, LiveWorkChart } from '../contract/home.ts'
import { home } from '../contract/home.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { ownTasks, seesAll, withinVentures } from '../posture/seen.ts'
import { iso } from '../views/instants.ts'
import { workflowNames } from '../views/names.ts'
import { runSummary } from '../views/run-summary.ts'
import { stagesDone } from '../views/stages-done.ts'
import { countStalls, stallBudgetView } from '../views/stalls.ts'
import { taskRowView } from '../views/task-row.ts'
import { stoppedView } from '../views/trigger.ts'
import { workflowSummaryView } from '../views/workflow.ts'
import { answers } from './answers.ts'

/** Rows of each list on Home. */
const ROWS_SHOWN = 6
/** Open tasks beyond this are "1,000 or more". */
const TASKS_COUNTED_MAX = 1_000

const getHome = createRoute({
  method: 'get',
  path: '/api/v1/home',
  summary: 'What needs a person, what runs, and how the WorkCharts do',
  responses: answers(home, 'Everything on Home.'),
})

export function addHomeRoute(app: OpenAPIHono<ApiEnv>, parts: ApiParts): void {
  app.openapi(getHome, async (c) => c.json(await homeOf(c, parts), 200))
}

async function homeOf(c: Context<ApiEnv>, parts: ApiParts): Promise<Home> {
  const { reader, workflows, library, connections, clock, demo } = parts
  const now = clock.now()
  const [tasks, running, allCounts, allCharts, creations, capabilities, unusable, connected, triggers] =
    await Promise.all([
      reader.listTasks({ status: 'open', offset: 0, limit: TASKS_COUNTED_MAX, ...ownTasks(c) }),
      reader.listRuns({ statuses: OPEN_STATUSES, limit: ROWS_SHOWN, ...withinVentures(c) }),
      reader.countRuns(),
      workflows.list(),
      listCreations(reader),
      library.listCapabilities(),
      library.listUnusable(),
      connections.list(),
      reader.listTriggers(),
    ])
  const charts = allCharts.filter(({ venture }) => isInVenture(venture, c.get('caller')))
  const names = workflowNames(charts)
  const sees = seesAll(c) ? () => true : ({ workflow }: OfWorkflow) => names.has(workflow)
  const counts = allCounts.filter(sees)
  // How the house does is nobody's who sees only a part of it.
  const made = seesAll(c) ? creations : []
  const stalls = await stallsByWorkflow(parts, counts)
  return {
    now: iso(now),
    hasRun: counts.length > 0,
    openTasks: tasks.length,
    overdueTasks: tasks.filter(({ overdue }) => overdue).length,
    countMax: TASKS_COUNTED_MAX,
    runs: runsByStatus(counts),
    tasks: tasks.slice(0, ROWS_SHOWN).map(taskRowView),
    runningNow: running.map(runSummary),
    workCharts: await Promise.all(charts.map((chart) => liveWorkChart(reader, chart, { counts, stalls }))),
    ...ownNumbers(made, now),
    stalls: stallBudgetView(sumStalls([...stalls.values()])),
    workers: { skills: capabilities.filter(canWork).length, aiConnected: connected.length > 0 },
    unusable,
    stopped: triggers.filter(sees).flatMap((row) => stoppedView(row, { now, names }) ?? []),
    demo: demo === undefined ? null : { workflow: demo.workflow, messages: demo.messages },
  }
}

function ownNumbers(creations: readonly Creation[], now: Timestamp): Pick<Home, 'creationTime' | 'noCode'> {
  const { medianInterval: _, ...time } = creationTime(creations, now)
  const { share, of } = noCodeShare(creations, now)
  return { creationTime: time, noCode: { share, of } }
}

interface OfWorkflow {
  readonly workflow: WorkflowId
}

type StallsByWorkflow = ReadonlyMap<WorkflowId, StallCounts>

/** Of the workflows that have run. */
async function stallsByWorkflow(parts: ApiParts, counts: readonly RunCount[]): Promise<StallsByWorkflow> {
  const workflows = [...new Set(counts.map(({ workflow }) => workflow))]
  return new Map(
    await Promise.all(workflows.map(async (workflow) => [workflow, await countStalls(parts, workflow)] as const)),
  )
}

function runsByStatus(counts: readonly RunCount[]): Record<RunStatus, number> {
  const sums = { running: 0, waiting: 0, paused: 0, succeeded: 0, failed: 0, rejected: 0, canceled: 0 }
  for (const { status, runs } of counts) sums[status] += runs
  return sums
}

interface Known {
  readonly counts: readonly RunCount[]
  readonly stalls: StallsByWorkflow
}

async function liveWorkChart(
  reader: ApiParts['reader'],
  chart: WorkflowSummary,
  { counts, stalls }: Known,
): Promise<LiveWorkChart> {
  const { id, name, published, changedSincePublished, runs, nextStart } = workflowSummaryView(chart, counts)
  const done = runs === 0 ? null : await stagesDone(reader, chart.id)
  const budget = stallBudgetView(stalls.get(chart.id) ?? sumStalls([]))
  return { id, name, published, changedSincePublished, runs, stagesDone: done, stalls: budget, nextStart }
}

function canWork(entry: CatalogEntry): entry is CapabilityEntry {
  return entry.type === 'capability' && entry.run !== undefined
}
