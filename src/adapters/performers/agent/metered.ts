import type { Result } from '../../../core/basics/result.ts'
import { err, ok } from '../../../core/basics/result.ts'
import type { CallAmount, Claim } from '../../../core/budget/grant-claim.ts'
import type { CallSpending } from '../../../core/budget/spending.ts'
import { costOf } from '../../../core/price/cost-of.ts'
import { callSpending } from '../../../core/run/call-spending.ts'
import { totalTokens } from '../../../core/run/token-usage.ts'
import { utf8Length } from '../../../core/workflow/utf8-length.ts'
import type { Assignment } from '../../../engine/ports.ts'
import type { Conversation, ModelFailure, ModelTurn, Opening, Said } from './conversation.ts'
import { TURN_TOKENS_MAX } from './conversation.ts'
import { costOfTurn } from './ledger.ts'
import type { Pricing } from './price-now.ts'
import { priceNow } from './price-now.ts'

/** With less room than this no model says anything of use. */
const ANSWER_TOKENS_LEAST = 256
/** Of English about four make a token, of JSON and of other scripts about three: what is set aside should be enough. */
const BYTES_PER_TOKEN = 3

export interface Meter {
  readonly opening: Opening
  readonly pricing: Pricing
  readonly reserve: Assignment['reserve']
}

/** A conversation that asks the budgets before each turn, and lets the model say no more than they have room for. */
export function metered(conversation: Conversation, { opening, pricing, reserve }: Meter): Conversation {
  let known = tokensOf([opening.system, opening.tools])
  return {
    ask: async (said, signal) => {
      const input = known + tokensOf(said)
      const reserved = await reserve(claimFor(input, pricing))
      if (!reserved.ok) return err({ ...reserved.error, reach: 'not-begun', mayHaveCost: false })
      const { tokens, settle } = reserved.value
      const room = tokens === null ? undefined : Math.max(1, tokens - input)
      const turn = await conversation.ask(said, signal, room)
      settle(takenBy(turn, pricing))
      if (!turn.ok) return turn
      known = tokensAfter(turn.value) ?? input + tokensOf([turn.value.text, turn.value.calls])
      return ok(room !== undefined && room < TURN_TOKENS_MAX ? capped(turn.value) : turn.value)
    },
  }
}

function tokensOf(said: Said | readonly unknown[] | string): number {
  return Math.ceil(utf8Length(JSON.stringify(said)) / BYTES_PER_TOKEN)
}

function claimFor(input: number, pricing: Pricing): Claim {
  const most = amountFor(input, TURN_TOKENS_MAX, pricing)
  return { type: 'bounded', least: amountFor(input, ANSWER_TOKENS_LEAST, pricing), most }
}

function amountFor(input: number, output: number, pricing: Pricing): CallAmount {
  const row = priceNow(pricing, [pricing.model])
  const cost = row === undefined ? null : costOf(row, { input, output, cacheRead: 0, cacheWrite: 0, reasoning: null })
  return { tokens: input + output, money: cost === null || cost.basis === 'free' ? null : cost }
}

function takenBy(turn: Result<ModelTurn, ModelFailure>, pricing: Pricing): CallSpending {
  if (!turn.ok) return turn.error.mayHaveCost ? { tokens: null, cost: null } : { tokens: 0, cost: 'free' }
  return callSpending(costOfTurn(pricing, turn.value), turn.value.tokens)
}

/** What the model counted itself. Null: it did not say. */
function tokensAfter({ tokens }: ModelTurn): number | null {
  return tokens === null ? null : totalTokens(tokens)
}

function capped(turn: ModelTurn): ModelTurn {
  return turn.end === 'cut' ? { ...turn, end: 'capped' } : turn
}
