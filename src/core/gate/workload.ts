import type { Money } from '../basics/money.ts'
import type { LimitOutlook } from './outlook.ts'

/** What is known of a stage beside its answers. Null: not known. */
export interface StageLoad {
  readonly answersPerDay: number | null
  /** What one review takes. */
  readonly minutesEach: number | null
  /** What an hour of a person costs, and an error that nobody noticed. */
  readonly hourly: Money | null
  readonly perError: Money | null
  /** What one answer of the AI costs. */
  readonly aiEach: Money | null
  /** The share of what goes through that people look at. */
  readonly auditRate: number
}

export interface Workload {
  readonly answers: number
  readonly toPeople: number
  readonly audits: number
}

/** Answers of a day, by where they go. Null: nobody knows how many there are. */
export function workloadOf({ through }: LimitOutlook, { answersPerDay, auditRate }: StageLoad): Workload | null {
  if (answersPerDay === null) return null
  const passing = answersPerDay * through
  return { answers: answersPerDay, toPeople: answersPerDay - passing, audits: passing * auditRate }
}

const MINUTES_AN_HOUR = 60

export function hoursPerDay(workload: Workload | null, { minutesEach }: StageLoad): number | null {
  if (workload === null || minutesEach === null) return null
  return ((workload.toPeople + workload.audits) * minutesEach) / MINUTES_AN_HOUR
}

/** Micro-units of a currency, for a day. */
export interface DailyCost {
  readonly currency: string
  readonly people: number | null
  readonly ai: number | null
  /** Of wrong answers that go through: as found, and at most. */
  readonly wrong: number | null
  readonly wrongAtMost: number | null
}

/** In the currency of what people cost, else of an error, else of the AI: amounts of another one are left out. */
export function costPerDay(outlook: LimitOutlook, load: StageLoad): DailyCost | null {
  const { hourly, perError, aiEach } = load
  const currency = (hourly ?? perError ?? aiEach)?.currency
  const workload = workloadOf(outlook, load)
  if (currency === undefined || workload === null) return null
  const inCurrency = (money: Money | null): number | null => (money?.currency === currency ? money.microUnits : null)
  const passing = workload.answers * outlook.through
  return {
    currency,
    people: times(inCurrency(hourly), hoursPerDay(workload, load)),
    ai: times(inCurrency(aiEach), workload.answers),
    wrong: times(inCurrency(perError), outlook.point === null ? null : passing * outlook.point),
    wrongAtMost: times(inCurrency(perError), outlook.atMost === null ? null : passing * outlook.atMost),
  }
}

function times(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : one * other
}

/**
 * As sure as an answer must be for a look at it to cost more than letting it through: 1 − review / error. Null: one of
 * the two is not known.
 */
export function breakEvenOf({ minutesEach, hourly, perError }: StageLoad): number | null {
  if (minutesEach === null || hourly === null || perError === null || hourly.currency !== perError.currency) return null
  if (perError.microUnits === 0) return null
  const review = (hourly.microUnits * minutesEach) / MINUTES_AN_HOUR
  return Math.max(0, 1 - review / perError.microUnits)
}

/** So many wrong ones, were the promise just kept, until a doubling is heard (`alarm.ts`: half of the times). */
const WRONG_UNTIL_HEARD = 12

/** Days until a doubling of errors would be noticed. Null: nobody knows how many answers there are, or none is looked at. */
export function doublingDays(target: number, workload: Workload | null): number | null {
  if (workload === null || workload.audits === 0) return null
  return WRONG_UNTIL_HEARD / target / workload.audits
}
