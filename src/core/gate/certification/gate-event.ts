import type { Timestamp } from '../../basics/timestamp.ts'

export type Verdict = 'right' | 'wrong'

/** What receipts tell of a gate, in the order in which it became known. */
export type GateEvent = JudgedAnswer | LaterVerdict

/** A gate has judged an answer. */
export interface JudgedAnswer {
  readonly type: 'judged'
  /** Names the answer. */
  readonly id: string
  readonly at: Timestamp
  /** Null: there is none that counts. */
  readonly score: number | null
  /** The chance with which a person had to look at it, as the gate judged it; 0: no chance was tossed. */
  readonly chance: number
  /** The least such chance of any answer under the rules of that moment. */
  readonly leastChance: number
  readonly went: 'through' | 'to-people'
  readonly check: Check
}

/** What came of looking at an answer. Only a look that chance or the gate asked for counts. */
export type Check =
  | { readonly type: 'not-due' }
  /** A person is still to look at it. */
  | { readonly type: 'open' }
  /** A person was to look at it, and never will. */
  | { readonly type: 'lost' }
  | { readonly type: 'done'; readonly verdict: Verdict }

/** What somebody found of an answer that was judged before. */
export interface LaterVerdict {
  readonly type: 'verdict'
  readonly id: string
  readonly at: Timestamp
  readonly verdict: Verdict
}
