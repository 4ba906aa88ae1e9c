import { automationShare } from '../../core/insights/automation.ts'
import { capabilityUses } from '../../core/insights/capability-use.ts'
import { checkConfidence, rightShare } from '../../core/insights/confidence-check.ts'
import { decidedInTime, inTimeShare } from '../../core/insights/decided-in-time.ts'
import { escalationsOf, failuresOf } from '../../core/insights/failures.ts'
import { together } from '../../core/insights/periods.ts'
import type { StallBudget } from '../../core/insights/stall-budget.ts'
import { stallBudget, stallShare } from '../../core/insights/stall-budget.ts'
import { sumsOf } from '../../core/insights/sums.ts'
import { countOf } from '../../core/insights/tally.ts'
import type { Workload } from '../../core/insights/workload.ts'
import { busiestOf, workload, workloadByPerson } from '../../core/insights/workload.ts'
import type { TaskReason } from '../../core/run/task.ts'
import { actorName } from '../../core/run/view/words.ts'
import type { TaskRow } from '../../engine/store.ts'
import type { AssumptionsRow } from '../../engine/tally-row.ts'
import type { WorkflowReading } from '../../engine/workflows.ts'
import type { Assumptions } from '../contract/assumptions.ts'
import type { InsightAutomation, InsightLoad, InsightStalls } from '../contract/insight-parts.ts'
import type { InsightCapability, Insights, InsightWorkChart } from '../contract/insights.ts'
import type { ChartData, InStep, InsightData } from '../insight-data.ts'
import { fiveNumbers } from './five-numbers.ts'
import { commissioningView } from './insight-lives.ts'
import { moneyView } from './insight-money.ts'
import { iso } from './instants.ts'
import { actorView } from './names.ts'

/** Everything on the page. */
export function insightsView(data: InsightData): Insights {
  const { sums, charts, period, zone, open } = data
  const late = open.filter(isLate(data)).length
  const whole = together(period.days)
  return {
    now: iso(data.now),
    period: { days: period.days.length, from: iso(whole.from), to: iso(whole.to), zone, step: period.step },
    workflows: charts.map(nameOf),
    runs: countOf(sumsOf(sums, 'run')),
    numbers: fiveNumbers(data, { late, stalls: stallsOf(data) }),
    automation: automationView(data),
    confidence: checkConfidence(sums),
    ...moneyView(data),
    decidedInTime: decidedInTime(sums, late),
    stalls: stallsView(data),
    load: loadView(data),
    failures: failuresOf(sums).map((failure) => ({
      ...failure,
      workflows: failure.workflows.map((id) => ({ id, name: nameIn(charts, id) })),
    })),
    escalations: escalationsOf(sums).map(({ reason, tasks }) => ({ reason: reason as TaskReason, tasks })),
    workCharts: charts.map((chart) => workChartView(chart, data)),
    capabilities: capabilitiesView(data),
    commissioning: charts.map(commissioningView),
    assumptions: charts.map(assumptionsView),
  }
}

function nameOf({ id, name }: ChartData) {
  return { id, name }
}

function nameIn(charts: readonly ChartData[], workflow: string): string {
  return charts.find(({ id }) => id === workflow)?.name ?? workflow
}

function isLate({ now }: InsightData): (row: TaskRow) => boolean {
  return ({ due }) => due !== null && due < now
}

function isStill(data: InsightData): (row: TaskRow) => boolean {
  return (row) => row.reason === 'stall' || isLate(data)(row)
}

/** Runs that stand still now. */
function stillNow(data: InsightData, rows: readonly TaskRow[] = data.open): number {
  return new Set(rows.filter(isStill(data)).map(({ run }) => run)).size
}

function stallsOf(data: InsightData): StallBudget {
  return stallBudget(
    data.month.flatMap(({ sums }) => sums),
    stillNow(data),
  )
}

/** That a run stood still is known from the task that a person got of it: so all were escalated. */
function stallsView(data: InsightData): InsightStalls {
  const stalls = stallsOf(data)
  const shares = data.month.map(({ sums }) => stallShare(sums, 0))
  return {
    ...stalls,
    escalated: stalls.share.count,
    series: data.month.map(({ from, to }, index) => ({
      from: iso(from),
      to: iso(to),
      used: shares.slice(0, index + 1).reduce((total, { count }) => total + count, 0),
      ended: shares.slice(0, index + 1).reduce((total, { of }) => total + of, 0),
    })),
  }
}

function automationView({ sums, steps, charts, period }: InsightData): InsightAutomation {
  const { from, to } = together(period.days)
  return {
    share: automationShare(sums),
    series: steps.map((step) => ({ from: iso(step.from), to: iso(step.to), share: automationShare(step.sums) })),
    versions: charts.flatMap((chart) =>
      chart.versions
        .filter(({ at }) => at >= from && at < to)
        .map(({ number, at }) => ({ workflow: nameOf(chart), number, at: iso(at) })),
    ),
  }
}

function loadView({ sums, days }: InsightData): InsightLoad {
  const byDay = days.map((day) => ({ ...stretchOf(day), ...workload(day.sums) }))
  return {
    people: workloadByPerson(sums).map(({ person, ...load }) => ({ person: actorView(person), ...load })),
    days: byDay,
    busiest: busiestOf<InsightLoad['days'][number] & Workload>(byDay) ?? null,
  }
}

function stretchOf({ from, to }: InStep) {
  return { from: iso(from), to: iso(to) }
}

function workChartView(chart: ChartData, data: InsightData): InsightWorkChart {
  const own = ofChart(chart, data)
  const runs = sumsOf(own.sums, 'run')
  return {
    workflow: nameOf(chart),
    runs: countOf(runs),
    successes: countOf(runs.filter(({ group }) => group.outcome === 'succeeded')),
    automation: automationShare(own.sums),
    right: rightShare(own.sums),
    decidedInTime: inTimeShare(own.sums, own.open.filter(isLate(data)).length),
    stalls: stallShare(own.sums, stillNow(own)),
    ...moneyView(own),
  }
}

/** What of it all belongs to one WorkChart. */
function ofChart({ id }: ChartData, data: InsightData): InsightData {
  const only = (step: InStep): InStep => ({ ...step, sums: step.sums.filter(({ group }) => group.workflow === id) })
  return {
    ...data,
    sums: data.sums.filter(({ group }) => group.workflow === id),
    steps: data.steps.map(only),
    days: data.days.map(only),
    open: data.open.filter(({ workflow }) => workflow === id),
  }
}

function capabilitiesView({ sums, capabilityNames }: InsightData): readonly InsightCapability[] {
  return capabilityUses(sums).map((use) => ({ ...use, name: capabilityNames.get(use.ref) ?? actorName(use.ref) }))
}

function assumptionsView({ id, name, reading, assumptions }: ChartData): Assumptions {
  return { ...assumedView(reading, assumptions), workflow: { id, name } }
}

/** Of a WorkChart whose document can be read. */
export function assumptionsOf(reading: WorkflowReading, row: AssumptionsRow): Assumptions {
  const name = reading.document?.workflow.name ?? row.workflow
  return { ...assumedView(reading, row), workflow: { id: row.workflow, name } }
}

function assumedView(
  reading: WorkflowReading | undefined,
  row: AssumptionsRow | undefined,
): Omit<Assumptions, 'workflow'> {
  const stages = reading?.document?.workflow.stages ?? []
  return {
    revision: row?.revision ?? 0,
    stages: stages.map(({ id, name }) => ({ id, name: name ?? id, minutes: row?.minutes[id] ?? null })),
    hourly: row?.hourly ?? null,
    perError: row?.perError ?? null,
    by: row === undefined ? null : actorView(row.by),
    at: row === undefined ? null : iso(row.at),
  }
}
