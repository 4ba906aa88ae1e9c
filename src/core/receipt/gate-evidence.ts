import type { Timestamp } from '../basics/timestamp.ts'
import { fromIsoTime } from '../basics/timestamp.ts'
import type { Verdict } from '../gate/certification/gate-event.ts'
import type { GateJudged } from '../run/ruling.ts'
import { isDue, lookChance } from '../run/ruling.ts'
import type { GateProof, Receipt, StageReceipt, VerdictReceipt } from './receipt.ts'

/** An answer as its gate judged it, with all that is known of it. */
export interface GateAnswer {
  readonly run: string
  /** When it was judged. */
  readonly at: Timestamp
  readonly score: number | null
  readonly chance: number
  readonly leastChance: number
  readonly went: 'through' | 'to-people'
  readonly look: Look
  /** What another person found; null: nobody was asked, or not yet. */
  readonly second: Verdict | null
}

/** What came of looking at an answer. */
export type Look = { readonly type: 'not-due' } | { readonly type: 'open' } | EndedLook

/** `lost`: nobody ever will. */
type EndedLook =
  | { readonly type: 'lost'; readonly at: Timestamp }
  | { readonly type: 'done'; readonly at: Timestamp; readonly verdict: Verdict }

/** What becomes known of an answer after it was judged. */
export type LaterChange =
  | { readonly type: 'looked'; readonly look: EndedLook }
  | { readonly type: 'second'; readonly verdict: Verdict }

export type GateChange = { readonly type: 'answer'; readonly answer: GateAnswer } | LaterChange

/** As a gate has just judged it. */
export function judgedAnswer(run: string, at: Timestamp, judged: GateJudged): GateAnswer {
  return {
    run,
    at,
    score: judged.score,
    ...lookChance(judged),
    went: judged.result === 'passes' ? 'through' : 'to-people',
    look: { type: isDue(judged) ? 'open' : 'not-due' },
    second: null,
  }
}

/** What a receipt says of an answer that was judged before; undefined: nothing. */
export function laterChangeOf(receipt: Receipt): LaterChange | undefined {
  if (receipt.kind === 'verdict') return changeOf(receipt)
  if (receipt.kind !== 'stage' || receipt.gate === undefined) return undefined
  const look = lookOf(receipt, receipt.gate)
  return look.type === 'done' || look.type === 'lost' ? { type: 'looked', look } : undefined
}

export function changeOf({ at, verdict, second }: Pick<VerdictReceipt, 'at' | 'verdict' | 'second'>): LaterChange {
  if (second === true) return { type: 'second', verdict }
  return { type: 'looked', look: { type: 'done', at: fromIsoTime(at), verdict } }
}

/** The same answer from the receipt of its stage alone. */
export function answerOf(receipt: Pick<StageReceipt, 'run' | 'at' | 'outcome'>, gate: GateProof): GateAnswer {
  return {
    run: receipt.run,
    at: fromIsoTime(gate.judged_at),
    score: gate.score,
    chance: gate.chance,
    leastChance: gate.least_chance,
    went: gate.result === 'passes' ? 'through' : 'to-people',
    look: lookOf(receipt, gate),
    second: null,
  }
}

function lookOf({ at: time, outcome }: Pick<StageReceipt, 'at' | 'outcome'>, gate: GateProof): Look {
  const at = fromIsoTime(time)
  if (!isDue({ ...gate, auditRate: gate.audit_rate })) return { type: 'not-due' }
  if (gate.verdict !== undefined) return { type: 'done', at, verdict: gate.verdict }
  return outcome === 'succeeded' ? { type: 'open' } : { type: 'lost', at }
}

/** With what a later receipt says. A first look is never taken back. */
export function withChange(answer: GateAnswer, change: LaterChange): GateAnswer {
  if (change.type === 'second') return { ...answer, second: change.verdict }
  return answer.look.type === 'open' ? { ...answer, look: change.look } : answer
}

/** What people found of an answer; null: nobody looked. */
export function verdictOf({ look }: GateAnswer): Verdict | null {
  return look.type === 'done' ? look.verdict : null
}
