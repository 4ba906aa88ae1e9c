import type { Money } from '../basics/money.ts'

/** What calls of models and agents took, or what was set aside for them. */
export interface Spending {
  /** In and out. */
  readonly tokens: number
  /** Micro-units by ISO 4217 currency. */
  readonly money: Readonly<Record<string, number>>
  /** Calls of which nobody knows how many tokens they took. */
  readonly uncounted: number
  /** Calls of which nobody knows what they cost. */
  readonly unpriced: number
}

export const NOTHING_SPENT: Spending = { tokens: 0, money: {}, uncounted: 0, unpriced: 0 }

/** What one call took. Null: nobody knows. */
export interface CallSpending {
  readonly tokens: number | null
  /** `free`: it is known to cost nothing. */
  readonly cost: Money | 'free' | null
}

export function spendingOf({ tokens, cost }: CallSpending): Spending {
  return {
    tokens: tokens ?? 0,
    money: cost === null || cost === 'free' ? {} : { [cost.currency]: cost.microUnits },
    uncounted: tokens === null ? 1 : 0,
    unpriced: cost === null ? 1 : 0,
  }
}

export function sumSpending(spendings: readonly Spending[]): Spending {
  return spendings.reduce(addSpending, NOTHING_SPENT)
}

/** What was added to get from a part to the whole. Nothing is left out of a whole that has the part. */
export function addedSince(part: Spending, whole: Spending): Spending {
  const money = Object.entries(whole.money).map(
    ([currency, sum]) => [currency, sum - (part.money[currency] ?? 0)] as const,
  )
  return {
    tokens: whole.tokens - part.tokens,
    money: Object.fromEntries(money.filter(([, sum]) => sum !== 0)),
    uncounted: whole.uncounted - part.uncounted,
    unpriced: whole.unpriced - part.unpriced,
  }
}

function addSpending(left: Spending, right: Spending): Spending {
  return {
    tokens: left.tokens + right.tokens,
    money: addMoney(left.money, right.money),
    uncounted: left.uncounted + right.uncounted,
    unpriced: left.unpriced + right.unpriced,
  }
}

function addMoney(left: Spending['money'], right: Spending['money']): Spending['money'] {
  const sums = Object.entries(right).map(([currency, sum]) => [currency, (left[currency] ?? 0) + sum] as const)
  return { ...left, ...Object.fromEntries(sums) }
}
