import { costOf } from '../../../core/price/cost-of.ts'
import type { Bill, ModelUse } from '../../../core/run/answer.ts'
import type { Cost } from '../../../core/run/cost.ts'
import { sumCosts } from '../../../core/run/cost.ts'
import { usesOf, withUse } from '../../../core/run/model-use.ts'
import type { TokenUsage } from '../../../core/run/token-usage.ts'
import { sumTokens } from '../../../core/run/token-usage.ts'
import type { UsedPrice } from '../../../core/run/used-price.ts'
import { withPrice } from '../../../core/run/used-price.ts'
import type { ModelTurn } from './conversation.ts'
import type { Pricing } from './price-now.ts'
import { priceNow } from './price-now.ts'

/** What one agent has used: its own tokens, those of whoever it asked, and what everything together cost. */
export interface Ledger {
  readonly countTurn: (turn: ModelTurn) => void
  /** A request of which nobody knows what it took. */
  readonly countUnknown: () => void
  readonly countTool: (bill: Bill) => void
  readonly bill: () => Bill
}

export function openLedger(pricing: Pricing): Ledger {
  const bills: Bill[] = []
  const tokens: (TokenUsage | null)[] = []
  let { model } = pricing
  return {
    countTurn: (turn) => {
      model = turn.model
      tokens.push(turn.tokens)
      bills.push(billOfTurn(pricing, turn))
    },
    countUnknown: () => {
      tokens.push(null)
      bills.push({ cost: null })
    },
    countTool: (bill) => void bills.push(bill),
    bill: () => ({ ...sumBills(bills), ...ownUse(`${pricing.connection.name}/${model}`, tokens) }),
  }
}

function ownUse(name: string, tokens: readonly (TokenUsage | null)[]): Pick<Bill, 'model'> {
  return tokens.length === 0 ? {} : { model: { name, tokens: sumTokens(tokens) } }
}

function sumBills(bills: readonly Bill[]): Bill {
  const otherModels = bills.flatMap(usesOf).reduce<readonly ModelUse[]>(withUse, [])
  const prices = bills.flatMap((bill) => bill.prices ?? []).reduce<readonly UsedPrice[]>(withPrice, [])
  return {
    cost: sumCosts(bills.map(({ cost }) => cost)),
    ...(otherModels.length === 0 ? {} : { otherModels }),
    ...(prices.length === 0 ? {} : { prices }),
  }
}

/** Its cost is null where nobody knows it; then there is no row that says so. */
function billOfTurn(pricing: Pricing, turn: ModelTurn): Bill {
  const row = priceNow(pricing, [turn.model, pricing.model])
  const cost = row === undefined || turn.tokens === null ? null : costOf(row, turn.tokens)
  return row === undefined || cost === null ? { cost: null } : { cost, prices: [row] }
}

/** Null: nobody knows. */
export function costOfTurn(pricing: Pricing, turn: ModelTurn): Cost | null {
  return billOfTurn(pricing, turn).cost
}
