import type { Timestamp } from '../basics/timestamp.ts'
import { fromIsoTime } from '../basics/timestamp.ts'
import type { Check, GateEvent, Verdict } from '../gate/certification/gate-event.ts'
import type { GateProof, Receipt, StageReceipt, VerdictReceipt } from './receipt.ts'

/** An answer as its gate judged it, with all that is known of it. */
export interface GateAnswer {
  readonly run: string
  readonly at: Timestamp
  readonly score: number | null
  readonly chance: number
  readonly leastChance: number
  readonly went: 'through' | 'to-people'
  /** As its stage's receipt says; what later receipts say is in `later`. */
  readonly check: Check
  /** What a later look found; null: there was none, or not yet. */
  readonly later: { readonly at: Timestamp; readonly verdict: Verdict } | null
  /** What another person found; null: nobody was asked, or not yet. */
  readonly second: Verdict | null
}

/** What a receipt adds to what is known of a gate's answers. */
export type GateChange = { readonly type: 'answer'; readonly answer: GateAnswer } | LaterChange

/** What becomes known of an answer once its stage's receipt is written. */
export type LaterChange =
  | { readonly type: 'verdict'; readonly at: Timestamp; readonly verdict: Verdict }
  | { readonly type: 'second'; readonly verdict: Verdict }

export function gateChangeOf(receipt: Receipt): GateChange | undefined {
  if (receipt.kind === 'verdict') return changeOf(receipt)
  return receipt.kind === 'stage' && receipt.gate !== undefined
    ? { type: 'answer', answer: answerOf(receipt, receipt.gate) }
    : undefined
}

export function changeOf({ at, verdict, second }: Pick<VerdictReceipt, 'at' | 'verdict' | 'second'>): LaterChange {
  return second === true ? { type: 'second', verdict } : { type: 'verdict', at: fromIsoTime(at), verdict }
}

export function answerOf(
  { run, at, outcome }: Pick<StageReceipt, 'run' | 'at' | 'outcome'>,
  gate: GateProof,
): GateAnswer {
  return {
    run,
    at: fromIsoTime(at),
    score: gate.score,
    chance: gate.chance,
    leastChance: gate.least_chance,
    went: gate.result === 'passes' ? 'through' : 'to-people',
    check: checkOf(gate, outcome),
    later: null,
    second: null,
  }
}

function checkOf({ result, coin, audit_rate: rate, verdict }: GateProof, outcome: string): Check {
  const isDue = result !== 'passes' || coin < rate
  if (!isDue) return { type: 'not-due' }
  if (verdict !== undefined) return { type: 'done', verdict }
  return outcome === 'succeeded' ? { type: 'open' } : { type: 'lost' }
}

/** With what a later receipt says. A first look is never taken back. */
export function withChange(answer: GateAnswer, change: LaterChange): GateAnswer {
  if (change.type === 'second') return { ...answer, second: change.verdict }
  const { at, verdict } = change
  return answer.later === null ? { ...answer, later: { at, verdict } } : answer
}

/** What people found of an answer; null: nobody looked. */
export function verdictOf({ check, later }: GateAnswer): Verdict | null {
  return later?.verdict ?? (check.type === 'done' ? check.verdict : null)
}

/** What became known of answers, in the order in which it did: the same answers give the same order. */
export function gateEvents(answers: readonly GateAnswer[]): readonly GateEvent[] {
  return answers.flatMap(eventsOf).sort(compareEvents)
}

function eventsOf({ run: id, later, second: _, ...answer }: GateAnswer): readonly GateEvent[] {
  const judged = { type: 'judged', id, ...answer } as const
  return later === null ? [judged] : [judged, { type: 'verdict', id, ...later }]
}

function rankOf({ type }: GateEvent): number {
  return type === 'judged' ? 0 : 1
}

/** By time, of one moment by run; an answer comes before what was found of it. */
export function compareEvents(one: GateEvent, other: GateEvent): number {
  if (one.at !== other.at) return one.at - other.at
  if (one.id !== other.id) return one.id < other.id ? -1 : 1
  return rankOf(one) - rankOf(other)
}
