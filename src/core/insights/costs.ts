import { groupedBy } from '../basics/grouped-by.ts'
import type { Money } from '../basics/money.ts'
import { sumsOf } from './sums.ts'
import type { SumsOf, TallySum } from './tally.ts'
import { countOf, sumOf } from './tally.ts'
import type { TimeSaved } from './time-saved.ts'

/** What runs cost in one currency. Amounts are micro-units. */
export interface CostTotals {
  readonly currency: string
  /** Runs whose AI cost is known, and how many of them succeeded. */
  readonly runs: number
  readonly successes: number
  readonly ai: number
  /** All that succeeded, whether its AI cost is known or not. */
  readonly allSuccesses: number
  /** People's known time at the hourly cost that was entered; null: none was. */
  readonly people: number | null
  /** What the cases with a baseline cost people before, and how many they are. */
  readonly before: number
  readonly beforeRuns: number
}

export interface Costs {
  readonly runs: number
  /** Runs whose AI cost is not known. */
  readonly unknown: number
  readonly untimedDecisions: number
  readonly currencies: readonly CostTotals[]
}

const HOUR_MS = 3_600_000

/** Of one WorkChart. A free run counts as 0 in its one currency; where there are several it is in none. */
export function costsOf(sums: readonly TallySum[], hourly: Money | null, saved: TimeSaved): Costs {
  const runs = sumsOf(sums, 'run')
  const decisions = sumsOf(sums, 'decision')
  const known = runs.filter(({ group }) => group.cost !== 'unknown')
  const priced = known.filter(({ group }) => group.cost !== 'free')
  const currencies = new Set([...priced.map(({ group }) => group.cost), ...(hourly === null ? [] : [hourly.currency])])
  const workMs = sumOf(decisions)
  return {
    runs: countOf(runs),
    unknown: countOf(runs.filter(({ group }) => group.cost === 'unknown')),
    untimedDecisions: countOf(decisions.filter(({ group }) => group.time === 'unknown')),
    currencies: [...currencies].toSorted().map((currency) => ({
      currency,
      ...aiCost(currencies.size === 1 ? known : priced.filter(({ group }) => group.cost === currency)),
      allSuccesses: countOf(runs.filter(hasSucceeded)),
      ...peopleCost(currency, hourly, { workMs, saved }),
    })),
  }
}

function aiCost(runs: SumsOf<'run'>): Pick<CostTotals, 'runs' | 'successes' | 'ai'> {
  return { runs: countOf(runs), successes: countOf(runs.filter(hasSucceeded)), ai: sumOf(runs) }
}

function hasSucceeded({ group }: SumsOf<'run'>[number]): boolean {
  return group.outcome === 'succeeded'
}

function peopleCost(
  currency: string,
  hourly: Money | null,
  { workMs, saved }: { readonly workMs: number; readonly saved: TimeSaved },
): Pick<CostTotals, 'people' | 'before' | 'beforeRuns'> {
  if (hourly?.currency !== currency) return { people: null, before: 0, beforeRuns: 0 }
  const costOf = (ms: number) => Math.round((ms / HOUR_MS) * hourly.microUnits)
  return { people: costOf(workMs), before: costOf(saved.beforeMs), beforeRuns: saved.runs }
}

export const NO_COSTS: Costs = { runs: 0, unknown: 0, untimedDecisions: 0, currencies: [] }

/** Of several WorkCharts together, each currency for itself. */
export function addCosts(one: Costs, other: Costs): Costs {
  const byCurrency = groupedBy([...one.currencies, ...other.currencies], ({ currency }) => currency)
  const ordered = [...byCurrency].toSorted(([left], [right]) => left.localeCompare(right, 'en'))
  return {
    runs: one.runs + other.runs,
    unknown: one.unknown + other.unknown,
    untimedDecisions: one.untimedDecisions + other.untimedDecisions,
    currencies: ordered.map(([, totals]) => totals.reduce(addTotal)),
  }
}

function addTotal(one: CostTotals, other: CostTotals): CostTotals {
  return {
    currency: one.currency,
    runs: one.runs + other.runs,
    successes: one.successes + other.successes,
    ai: one.ai + other.ai,
    allSuccesses: one.allSuccesses + other.allSuccesses,
    people: one.people === null ? other.people : one.people + (other.people ?? 0),
    before: one.before + other.before,
    beforeRuns: one.beforeRuns + other.beforeRuns,
  }
}

/** What one run, and one success, cost. What failed is paid for too. Null: there is none to divide by, or it is not known. */
export interface UnitCosts {
  readonly perRun: number | null
  readonly perSuccess: number | null
  readonly aiPerSuccess: number | null
  readonly peoplePerSuccess: number | null
  readonly beforePerSuccess: number | null
}

export function unitCosts(totals: CostTotals, runs: number): UnitCosts {
  const ai = over(totals.ai, totals.successes)
  const people = totals.people === null ? null : over(totals.people, totals.allSuccesses)
  const peoplePerRun = totals.people === null ? null : over(totals.people, runs)
  return {
    perRun: together(over(totals.ai, totals.runs), peoplePerRun),
    perSuccess: together(ai, people),
    aiPerSuccess: ai,
    peoplePerSuccess: people,
    beforePerSuccess: over(totals.before, totals.beforeRuns),
  }
}

function over(amount: number, of: number): number | null {
  return of === 0 ? null : amount / of
}

/** What is known of the two. */
function together(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : one + other
}
