import type { Money } from '../basics/money.ts'
import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import type { BudgetAmount } from '../workflow/workflow.ts'
import type { Spending } from './spending.ts'
import type { BudgetScope } from './words.ts'
import { amountWords, scopeWords } from './words.ts'

/** What a performer asks for before a call that will cost something. */
export type Claim =
  /** The length of the answer can be bounded: the call is worth making for `least` and can not take more than `most`. */
  | { readonly type: 'bounded'; readonly least: CallAmount; readonly most: CallAmount }
  /** What it takes is only known when it has ended. */
  | { readonly type: 'open' }

export interface CallAmount {
  readonly tokens: number
  /** Null: nobody knows the price. */
  readonly money: Money | null
}

/** One budget, and what was taken from it, what is set aside for others included. */
export interface Limit {
  readonly scope: BudgetScope
  readonly amount: BudgetAmount
  readonly spent: Spending
  /** How many calls of unknown size people have let pass. */
  readonly forgiven: number
}

/** Why a call must not be made. `message`: what happened and what to do next. */
export interface Excess {
  readonly code: 'budget-exhausted' | 'price-unknown' | 'use-unknown'
  readonly message: string
}

/**
 * What may be set aside for a call: as much of what it asks for as every budget has left. Null: what it takes can not be
 * set aside beforehand. An error: less is left than the call is worth making for, or nobody can tell.
 */
export function grantClaim(limits: readonly Limit[], claim: Claim): Result<CallAmount | null, Excess> {
  const shares: number[] = [1]
  for (const limit of limits) {
    const share = shareWithin(limit, claim)
    if (!share.ok) return share
    shares.push(share.value)
  }
  return ok(claim.type === 'open' ? null : between(claim, Math.min(...shares)))
}

/** The part of the way from the least to the most that fits: 0 to 1. */
function shareWithin(limit: Limit, claim: Claim): Result<number, Excess> {
  const left = leftOf(limit)
  if (!left.ok) return left
  if (claim.type === 'open') return left.value > 0 ? ok(1) : err(exhausted(limit))
  const [least, most] = [sizeIn(limit.amount, claim.least), sizeIn(limit.amount, claim.most)]
  if (!least.ok) return least
  if (!most.ok) return most
  if (least.value > left.value) return err(exhausted(limit))
  return ok(most.value <= left.value ? 1 : (left.value - least.value) / (most.value - least.value))
}

/** In tokens or micro-units. Less than 0: more was taken than was set aside. */
function leftOf({ scope, amount, spent, forgiven }: Limit): Result<number, Excess> {
  if (amount.unit === 'tokens')
    return spent.uncounted > forgiven ? err(useUnknown(scope)) : ok(amount.amount - spent.tokens)
  const [other] = Object.keys(spent.money).filter((currency) => currency !== amount.currency)
  if (other !== undefined) return err(otherCurrency(amount.currency, other))
  if (spent.unpriced > forgiven) return err(costUnknown(scope))
  return ok(amount.microUnits - (spent.money[amount.currency] ?? 0))
}

function sizeIn(amount: BudgetAmount, { tokens, money }: CallAmount): Result<number, Excess> {
  if (amount.unit === 'tokens') return ok(tokens)
  if (money === null) return err({ code: 'price-unknown', message: NO_PRICE })
  return money.currency === amount.currency ? ok(money.microUnits) : err(otherCurrency(amount.currency, money.currency))
}

/** Rounded down: no part of it goes over a budget. */
function between({ least, most }: Extract<Claim, { type: 'bounded' }>, share: number): CallAmount {
  const tokens = part(least.tokens, most.tokens, share)
  if (least.money === null || most.money === null) return { tokens, money: null }
  const { currency, microUnits } = least.money
  return { tokens, money: { currency, microUnits: part(microUnits, most.money.microUnits, share) } }
}

function part(least: number, most: number, share: number): number {
  return least + Math.floor((most - least) * share)
}

function exhausted({ scope, amount, spent }: Limit): Excess {
  const taken =
    amount.unit === 'tokens'
      ? { ...amount, amount: spent.tokens }
      : { ...amount, microUnits: spent.money[amount.currency] ?? 0 }
  const message = `${scopeWords(scope)} may take ${amountWords(amount)}. ${amountWords(taken)} are taken, and what is left is not enough to go on.`
  return { code: 'budget-exhausted', message }
}

const NO_PRICE =
  'There is a budget in money, and nobody has written down what this model costs. Add its price with "workcharts prices import", then try again.'

function otherCurrency(currency: string, other: string): Excess {
  const message = `The budget is in ${currency} and the prices are in ${other}. Write both in one currency.`
  return { code: 'price-unknown', message }
}

function useUnknown(scope: BudgetScope): Excess {
  const message = `${scopeWords(scope)} has a budget in tokens, and a call before this one did not say how many it took. To try again lets that call pass.`
  return { code: 'use-unknown', message }
}

function costUnknown(scope: BudgetScope): Excess {
  const message = `${scopeWords(scope)} has a budget in money, and nobody knows what a call before this one cost. To try again lets that call pass.`
  return { code: 'price-unknown', message }
}
