import type { ModelConnection } from '../../../core/connection/connection.ts'
import { costOf } from '../../../core/price/cost-of.ts'
import type { PriceBook } from '../../../core/price/price-book.ts'
import { findConnectionPrice } from '../../../core/price/price-book.ts'
import type { AttemptError } from '../../../core/run/answer.ts'
import type { Cost } from '../../../core/run/cost.ts'
import { sumCosts } from '../../../core/run/cost.ts'
import type { TokenUsage } from '../../../core/run/token-usage.ts'
import { sumTokens } from '../../../core/run/token-usage.ts'
import type { Clock } from '../../../engine/ports.ts'
import type { ModelTurn } from './conversation.ts'

/** What one agent has used: its own tokens, and what everything together cost. */
export interface Ledger {
  readonly countTurn: (turn: ModelTurn) => void
  /** A request of which nobody knows what it took. */
  readonly countUnknown: () => void
  readonly countTool: (cost: Cost | null) => void
  readonly bill: () => Pick<AttemptError, 'cost' | 'model'>
}

export interface Pricing {
  readonly prices: PriceBook
  readonly clock: Clock
  readonly connection: ModelConnection
  /** As asked for: a provider may call the one that answers otherwise. */
  readonly model: string
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

function costOfTurn({ prices, clock, connection, model }: Pricing, turn: ModelTurn): Cost | null {
  const row = findConnectionPrice(prices, { connection, models: [turn.model, model], at: clock.now() })
  return row === undefined || turn.tokens === null ? null : costOf(row, turn.tokens)
}
