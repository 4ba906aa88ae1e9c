import type { Cost } from '../run/cost.ts'

/** Between which values four of five lay, and how many there were: with fewer than five, the least and the most. */
export interface Span {
  readonly low: number
  readonly high: number
  readonly n: number
}

/** A span of money in micro-units of one currency; `unknown`: costs that nobody knows, which are not in it. */
export interface CostSpan extends Span {
  /** Null: all of them were free. */
  readonly currency: string | null
  readonly unknown: number
}

/** The share of values left out at either end. */
const TAIL = 0.1

/** Null: there are none. Nearest ranks, so that both ends were really seen. */
export function spanOf(values: readonly number[]): Span | null {
  const sorted = values.toSorted((left, right) => left - right)
  const cut = Math.floor(sorted.length * TAIL)
  const [low, high] = [sorted[cut], sorted[sorted.length - 1 - cut]]
  return low === undefined || high === undefined ? null : { low, high, n: sorted.length }
}

/** Null: no cost is known, or they are in several currencies. */
export function costSpan(costs: readonly (Cost | null)[]): CostSpan | null {
  const known = costs.filter((cost) => cost !== null)
  const currencies = new Set(known.flatMap((cost) => (cost.basis === 'free' ? [] : [cost.currency])))
  const span = spanOf(known.map((cost) => (cost.basis === 'free' ? 0 : cost.microUnits)))
  if (span === null || currencies.size > 1) return null
  const [currency = null] = currencies
  return { ...span, currency, unknown: costs.length - known.length }
}
