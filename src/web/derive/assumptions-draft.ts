import type { Assumptions, AssumptionsChange } from '../../api/contract/assumptions.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import { notMoney } from './budget-choice.ts'

/** What is typed about one WorkChart. Empty: nothing is assumed. */
export interface AssumptionsDraft {
  /** By the id of the stage. */
  readonly minutes: Readonly<Record<string, string>>
  readonly hourly: string
  readonly perError: string
}

/** What does not fit, by the field: the id of a stage, `hourly` or `perError`. */
export type DraftProblems = ReadonlyMap<string, string>

const MICRO = 1_000_000

export function assumptionsDraft({ stages, hourly, perError }: Assumptions): AssumptionsDraft {
  return {
    minutes: Object.fromEntries(stages.map(({ id, minutes }) => [id, minutes === null ? '' : String(minutes)])),
    hourly: moneyText(hourly),
    perError: moneyText(perError),
  }
}

type Money = Assumptions['hourly']

function moneyText(money: Money): string {
  return money === null ? '' : `${(money.microUnits / MICRO).toFixed(2)} ${money.currency}`
}

/** What is sent: the whole of it, for the revision that was seen. All problems at once. */
export function readAssumptions(draft: AssumptionsDraft, revision: number): Result<AssumptionsChange, DraftProblems> {
  const problems = new Map([
    ...Object.entries(draft.minutes).flatMap(([stage, text]) => problemOf(stage, notMinutes(text))),
    ...problemOf('hourly', notAmount(draft.hourly)),
    ...problemOf('perError', notAmount(draft.perError)),
  ])
  if (problems.size > 0) return err(problems)
  const given = Object.entries(draft.minutes).filter(([, text]) => text.trim() !== '')
  return ok({
    revision,
    minutes: Object.fromEntries(given.map(([stage, text]) => [stage, Number(text)])),
    hourly: toMoney(draft.hourly),
    perError: toMoney(draft.perError),
  })
}

function problemOf(field: string, problem: string | null): readonly (readonly [string, string])[] {
  return problem === null ? [] : [[field, problem]]
}

function notMinutes(text: string): string | null {
  if (text.trim() === '') return null
  const minutes = Number(text)
  return Number.isFinite(minutes) && minutes >= 0 ? null : 'Write minutes as a number, such as 6.5, or leave it empty.'
}

function notAmount(text: string): string | null {
  return text.trim() === '' ? null : notMoney(text)
}

function toMoney(text: string): Money {
  const [amount, currency] = text.trim().split(' ')
  if (currency === undefined) return null
  return { currency: currency.toUpperCase(), microUnits: Math.round(Number(amount) * MICRO) }
}
