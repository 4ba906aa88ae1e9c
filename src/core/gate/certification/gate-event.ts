import type { Timestamp } from '../../basics/timestamp.ts'

export type Verdict = 'right' | 'wrong'

/** An answer that a gate has judged, once it is known what comes of looking at it. In the order in which they were judged. */
export interface JudgedAnswer {
  /** Names the answer. */
  readonly id: string
  /** When all of it was known, and all of those before it. Never earlier than that of the one before. */
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
export type Check = { readonly type: 'not-due' } | { readonly type: 'done'; readonly verdict: Verdict }
