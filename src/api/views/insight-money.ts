import { groupedBy } from '../../core/basics/grouped-by.ts'
import type { Costs, CostTotals } from '../../core/insights/costs.ts'
import { addCosts, costsOf, NO_COSTS, unitCosts } from '../../core/insights/costs.ts'
import type { TallySum } from '../../core/insights/tally.ts'
import type { TimeSaved } from '../../core/insights/time-saved.ts'
import { addTimeSaved, NO_TIME_SAVED, timeSaved } from '../../core/insights/time-saved.ts'
import type { InsightCosts, InsightTimeSaved } from '../contract/insight-parts.ts'
import type { InStep, InsightData } from '../insight-data.ts'
import { iso } from './instants.ts'

type CostIn = InsightCosts['currencies'][number]

/** Each WorkChart by its own assumptions, then all of them together. */
export function moneyView(data: InsightData): { readonly costs: InsightCosts; readonly timeSaved: InsightTimeSaved } {
  const saved = savedOf(data.sums, data)
  const series = stepsWithDecisions(data).map((step) => ({ step, costs: costsIn(step.sums, data) }))
  return { costs: costsView(costsIn(data.sums, data), series), timeSaved: timeSavedView(saved) }
}

/** Decisions are read by day, all else by step. */
function stepsWithDecisions({ steps, days }: InsightData): readonly InStep[] {
  return steps.map((step) => {
    const within = days.filter(({ from }) => from >= step.from && from < step.to)
    return { ...step, sums: [...step.sums, ...within.flatMap(({ sums }) => sums)] }
  })
}

function savedOf(sums: readonly TallySum[], data: InsightData): TimeSaved {
  return byWorkflow(sums).reduce(
    (total, [workflow, own]) => addTimeSaved(total, savedIn(workflow, own, data)),
    NO_TIME_SAVED,
  )
}

function costsIn(sums: readonly TallySum[], data: InsightData): Costs {
  const all = byWorkflow(sums).map(([workflow, own]) =>
    costsOf(own, assumedOf(workflow, data)?.hourly ?? null, savedIn(workflow, own, data)),
  )
  return all.reduce(addCosts, NO_COSTS)
}

function byWorkflow(sums: readonly TallySum[]): readonly (readonly [string, readonly TallySum[]])[] {
  return [...groupedBy(sums, ({ group }) => group.workflow)]
}

function savedIn(workflow: string, own: readonly TallySum[], data: InsightData): TimeSaved {
  return timeSaved(own, assumedOf(workflow, data)?.minutes ?? {})
}

function assumedOf(workflow: string, { charts }: InsightData) {
  return charts.find(({ id }) => id === workflow)?.assumptions
}

interface InSeries {
  readonly step: InStep
  readonly costs: Costs
}

function costsView({ runs, unknown, untimedDecisions, currencies }: Costs, series: readonly InSeries[]): InsightCosts {
  return { runs, unknown, untimedDecisions, currencies: currencies.map((totals) => costView(totals, runs, series)) }
}

function costView(totals: CostTotals, runs: number, series: readonly InSeries[]): CostIn {
  const { currency, successes, ai, people } = totals
  return {
    currency,
    runs: totals.runs,
    successes,
    aiMicroUnits: ai,
    peopleMicroUnits: people,
    ...unitCosts(totals, runs),
    series: series.map(({ step, costs }) =>
      stepView(
        step,
        costs.currencies.find((each) => each.currency === currency),
        costs.runs,
      ),
    ),
  }
}

function stepView({ from, to }: InStep, totals: CostTotals | undefined, runs: number): CostIn['series'][number] {
  const stretch = { from: iso(from), to: iso(to) }
  if (totals === undefined) return { ...stretch, successes: 0, aiPerSuccess: null, peoplePerSuccess: null }
  const { aiPerSuccess, peoplePerSuccess } = unitCosts(totals, runs)
  return { ...stretch, successes: totals.successes, aiPerSuccess, peoplePerSuccess }
}

function timeSavedView({ runs, withoutBaseline, untimed, beforeMs, peopleMs }: TimeSaved): InsightTimeSaved {
  const known = (ms: number) => (runs === 0 ? null : ms)
  return {
    runs,
    withoutBaseline,
    untimed,
    beforeMs: known(beforeMs),
    peopleMs: known(peopleMs),
    savedMs: known(beforeMs - peopleMs),
    beforePerRunMs: known(beforeMs / runs),
    peoplePerRunMs: known(peopleMs / runs),
  }
}
