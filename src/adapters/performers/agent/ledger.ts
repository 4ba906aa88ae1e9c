import { costOf } from '../../../core/price/cost-of.ts'
import type { AttemptError } from '../../../core/run/answer.ts'
import type { Cost } from '../../../core/run/cost.ts'
import { sumCosts } from '../../../core/run/cost.ts'
import type { TokenUsage } from '../../../core/run/token-usage.ts'
import { sumTokens } from '../../../core/run/token-usage.ts'
import type { ModelTurn } from './conversation.ts'
import type { Pricing } from './price-now.ts'
import { priceNow } from './price-now.ts'

/** What one agent has used: its own tokens, and what everything together cost. */
export interface Ledger {
  readonly countTurn: (turn: ModelTurn) => void
  /** A request of which nobody knows what it took. */
  readonly countUnknown: () => void
  readonly countTool: (cost: Cost | null) => void
  readonly bill: () => Pick<AttemptError, 'cost' | 'model'>
}

export function openLedger(pricing: Pricing): Ledger {
  const tokens: (TokenUsage | null)[] = []
  const costs: (Cost | null)[] = []
  let { model } = pricing
  return {
    countTurn: (turn) => {
      model = turn.model
      tokens.push(turn.tokens)
      costs.push(costOfTurn(pricing, turn))
    },
    countUnknown: () => {
      tokens.push(null)
      costs.push(null)
    },
    countTool: (cost) => void costs.push(cost),
    bill: () => {
      const cost = sumCosts(costs)
      if (tokens.length === 0) return { cost }
      return { cost, model: { name: `${pricing.connection.name}/${model}`, tokens: sumTokens(tokens) } }
    },
  }
}

/** Null: nobody knows. */
export function costOfTurn(pricing: Pricing, turn: ModelTurn): Cost | null {
  const row = priceNow(pricing, [turn.model, pricing.model])
  return row === undefined || turn.tokens === null ? null : costOf(row, turn.tokens)
}
