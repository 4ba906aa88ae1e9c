import type { Timestamp } from '../core/basics/timestamp.ts'
import { timestamp } from '../core/basics/timestamp.ts'
import type { Period, Step } from '../core/insights/periods.ts'
import { periodUpTo, together } from '../core/insights/periods.ts'
import { QUARTER_MS } from '../core/insights/quarter.ts'
import type { Measure, TallySum } from '../core/insights/tally.ts'
import type { Creation } from '../core/metrics/creation.ts'
import type { WorkflowId } from '../core/workflow/workflow.ts'
import { listCreations } from '../engine/creations.ts'
import type { RunRow, TaskFilter, TaskRow } from '../engine/store.ts'
import type { AssumptionsRow } from '../engine/tally-row.ts'
import type { VersionRow } from '../engine/version-row.ts'
import type { WorkflowReading, WorkflowSummary } from '../engine/workflows.ts'
import type { ApiParts } from './api-parts.ts'

/** Whose insights, over which time. */
export interface InsightQuestion {
  readonly days: number
  readonly zone: string
  /** The WorkCharts that are asked about and seen; of these, and of no other, is what follows. */
  readonly charts: readonly WorkflowSummary[]
  /** What has run here and is in no collection any more is counted too. */
  readonly others: 'counted' | 'left-out'
  readonly ventures: TaskFilter['ventures']
}

/** Everything the numbers are worked out from. */
export interface InsightData {
  readonly now: Timestamp
  readonly zone: string
  readonly period: Period
  /** Stages and runs, by step of the period. */
  readonly steps: readonly InStep[]
  /** Decisions, by day of the period. */
  readonly days: readonly InStep[]
  /** Runs by day of the 30 days that stalls are counted over. */
  readonly month: readonly InStep[]
  /** All of the period. */
  readonly sums: readonly TallySum[]
  readonly open: readonly TaskRow[]
  readonly creations: readonly Creation[]
  readonly charts: readonly ChartData[]
  /** Names of skills and agents by reference. */
  readonly capabilityNames: ReadonlyMap<string, string>
}

export interface InStep extends Step {
  readonly sums: readonly TallySum[]
}

export interface ChartData {
  readonly id: WorkflowId
  readonly name: string
  readonly reading: WorkflowReading | undefined
  readonly assumptions: AssumptionsRow | undefined
  readonly versions: readonly VersionRow[]
  readonly firstRun: RunRow | undefined
  readonly lastSuccess: RunRow | undefined
  /** All runs since ever, between its versions: how many had succeeded before each, and in the end. */
  readonly successesBefore: (at: Timestamp) => number
}

/** Stalls are counted over so many days, whatever the period. */
const STALL_DAYS = 30
/** Open tasks that are looked at, those past their deadline first. */
const OPEN_LOOKED_MAX = 1_000

export async function readInsights(parts: ApiParts, question: InsightQuestion): Promise<InsightData> {
  const { zone, days: count } = question
  const now = parts.clock.now()
  const period = periodUpTo(now, { timezone: zone, count })
  const month = periodUpTo(now, { timezone: zone, count: STALL_DAYS })
  const [counted, beside, charts] = await Promise.all([
    readCounted(parts, question, { period, month }),
    readBeside(parts, question),
    readCharts(parts, question.charts),
  ])
  return { now, zone, period, charts, ...counted, ...beside }
}

async function readCounted(
  parts: ApiParts,
  question: InsightQuestion,
  { period, month }: { readonly period: Period; readonly month: Period },
): Promise<Pick<InsightData, 'steps' | 'days' | 'month' | 'sums'>> {
  const read = (measures: readonly Measure[], times: readonly Step[]) =>
    readSteps(parts, question, { measures, steps: times })
  const [steps, days, monthly, rest] = await Promise.all([
    read(['stage', 'run'], period.steps),
    read(
      ['decision'],
      period.days.map(({ from, until }) => ({ from, to: until })),
    ),
    read(['run'], month.steps),
    read(['verdict', 'task', 'case'], [together(period.days)]),
  ])
  return { steps, days, month: monthly, sums: [...steps, ...days, ...rest].flatMap(({ sums }) => sums) }
}

/** How the house makes its WorkCharts is nobody's who sees only a part of it. */
async function readBeside(
  { reader, library }: ApiParts,
  question: InsightQuestion,
): Promise<Pick<InsightData, 'open' | 'creations' | 'capabilityNames'>> {
  const ventures = question.ventures === undefined ? {} : { ventures: question.ventures }
  const [open, creations, capabilities] = await Promise.all([
    reader.listTasks({ status: 'open', offset: 0, limit: OPEN_LOOKED_MAX, ...ventures }),
    question.ventures === undefined ? listCreations(reader) : [],
    library.listCapabilities(),
  ])
  const seen = seenBy(question)
  return {
    open: open.filter(({ workflow }) => seen(workflow)),
    creations,
    capabilityNames: new Map(
      capabilities.flatMap((entry) => (entry.type === 'capability' ? [[entry.ref, entry.title]] : [])),
    ),
  }
}

function seenBy({ charts, others }: InsightQuestion): (workflow: string) => boolean {
  const ids = new Set<string>(charts.map(({ id }) => id))
  return others === 'counted' ? () => true : (workflow) => ids.has(workflow)
}

interface Wanted {
  readonly measures: readonly Measure[]
  /** One after the other, without a gap. */
  readonly steps: readonly Step[]
}

async function readSteps(
  { reader }: ApiParts,
  question: InsightQuestion,
  { measures, steps }: Wanted,
): Promise<readonly InStep[]> {
  const edges = [...steps.map(({ from }) => from), ...steps.slice(-1).map(({ to }) => to)]
  const sums = await reader.sumTallies({ measures, edges })
  const seen = seenBy(question)
  return steps.map((step, index) => ({
    ...step,
    sums: (sums[index] ?? []).filter(({ group }) => seen(group.workflow)),
  }))
}

async function readCharts(parts: ApiParts, charts: readonly WorkflowSummary[]): Promise<readonly ChartData[]> {
  const { reader, workflows } = parts
  const [versions, assumptions] = await Promise.all([reader.listVersions(null), reader.listAssumptions()])
  const successes = await readSuccesses(parts, versions)
  return Promise.all(
    charts.map(async ({ id, name }) => {
      const [reading, firstRun, [lastSuccess]] = await Promise.all([
        workflows.find(id),
        reader.findFirstRun(id),
        reader.listRuns({ workflow: id, statuses: ['succeeded'], limit: 1 }),
      ])
      return {
        id,
        name,
        reading,
        assumptions: assumptions.find(({ workflow }) => workflow === id),
        versions: versions.filter(({ workflow }) => workflow === id),
        firstRun,
        lastSuccess,
        successesBefore: (at) => successes(id, at),
      }
    }),
  )
}

/** How many runs of a WorkChart had succeeded, to the quarter of an hour, before one of these versions or up to now. */
async function readSuccesses(
  { reader, clock }: ApiParts,
  versions: readonly VersionRow[],
): Promise<(workflow: WorkflowId, at: Timestamp) => number> {
  const times = [...new Set(versions.map(({ at }) => quarterBefore(at)))].toSorted((one, other) => one - other)
  const edges = [timestamp(0), ...times, timestamp(quarterBefore(clock.now()) + QUARTER_MS)]
  const stretches = (await reader.sumTallies({ measures: ['run'], edges })).map((sums, index) => ({
    to: edges[index + 1] ?? timestamp(0),
    sums: sums.filter(({ group }) => group.measure === 'run' && group.outcome === 'succeeded'),
  }))
  return (workflow, at) =>
    stretches
      .filter(({ to }) => to <= at)
      .flatMap(({ sums }) => sums)
      .reduce((total, { group, count }) => (group.workflow === workflow ? total + count : total), 0)
}

function quarterBefore(at: Timestamp): Timestamp {
  return timestamp(Math.floor(at / QUARTER_MS) * QUARTER_MS)
}
