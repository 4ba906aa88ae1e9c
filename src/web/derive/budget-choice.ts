import type { Json, JsonObject } from '../../core/basics/json.ts'
import { objectOrEmpty } from '../../core/basics/json.ts'

/** What AI may take, as a document says it. `text`: what is typed. */
export interface BudgetChoice {
  readonly unit: BudgetUnit
  readonly text: string
}

export type BudgetUnit = 'none' | 'tokens' | 'money'

const NO_BUDGET: BudgetChoice = { unit: 'none', text: '' }

/** What a unit begins with. */
const USUAL: Readonly<Record<BudgetUnit, Json>> = {
  none: null,
  tokens: { tokens: 50_000 },
  money: { money: '5.00 USD' },
}

/** What is written wrongly counts as not written: the problems of the draft say so. */
export function budgetChoice(written: Json | undefined): BudgetChoice {
  const { tokens, money } = objectOrEmpty(written)
  if (typeof tokens === 'number') return { unit: 'tokens', text: String(tokens) }
  return typeof money === 'string' ? { unit: 'money', text: money } : NO_BUDGET
}

/** As it stands in a document; null takes it out. */
export function usualBudget(unit: BudgetUnit): Json {
  return USUAL[unit]
}

export function writtenBudget(unit: BudgetUnit, text: string): Json {
  if (unit === 'none') return null
  return unit === 'tokens' ? { tokens: Number(text) } : { money: text.trim().toUpperCase() }
}

/** The budget of a document with one of its parts changed; the last one that is taken out takes the whole with it. */
export function withBudget(written: Json | undefined, scope: 'run' | 'day', amount: Json): Json {
  const { [scope]: _, ...others } = objectOrEmpty(written)
  const changed: JsonObject = amount === null ? others : { ...others, [scope]: amount }
  return Object.keys(changed).length === 0 ? null : changed
}

/** Why this is no amount of money; null: it is one. */
export function notMoney(typed: string): string | null {
  const isMoney = /^\s*\d{1,9}(?:\.\d{1,6})? [A-Z]{3}\s*$/i.test(typed)
  return isMoney ? null : 'Write an amount and its currency, such as 2.50 EUR.'
}
