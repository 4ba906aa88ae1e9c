import type { GatePoint } from '../../api/contract/gates.ts'

/** What can be chosen step by step, as wrong answers in 100. Stricter than 1 needs more reviews than anybody does. */
export const WRONG_MIN = 1
export const WRONG_MAX = 20

/** The next whole number of wrong answers in 100 that way, as a share; null: there is none. */
export function nextTarget(target: number, way: 'up' | 'down'): number | null {
  const wrong = inHundred(target)
  const next = way === 'up' ? Math.floor(wrong) + 1 : Math.ceil(wrong) - 1
  return next < WRONG_MIN || next > WRONG_MAX ? null : next / 100
}

/** Makes up for binary fractions: 0.07 * 100 is 7.000000000000001. */
const DIGITS = 9

export function inHundred(share: number): number {
  return Number((share * 100).toPrecision(DIGITS))
}

/** `88 %`, `88.1 %`: limits are told apart by tenths. */
export function percentInTenths(limit: number): string {
  return `${Math.round(limit * 1_000) / 10} %`
}

/** The place of the limit that can be chosen and is nearest; -1: none can. */
export function nearestPoint(points: readonly GatePoint[], limit: number): number {
  const apart = points.map((point) => Math.abs(point.limit - limit))
  return apart.indexOf(Math.min(...apart))
}
