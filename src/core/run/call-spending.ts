import type { CallSpending } from '../budget/spending.ts'
import type { Cost } from './cost.ts'
import type { TokenUsage } from './token-usage.ts'
import { totalTokens } from './token-usage.ts'

/** What a call took, as budgets count it. */
export function callSpending(cost: Cost | null, tokens: TokenUsage | null): CallSpending {
  return { tokens: tokens === null ? null : totalTokens(tokens), cost: cost?.basis === 'free' ? 'free' : cost }
}
