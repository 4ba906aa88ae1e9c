import type { Agreement } from './agreement.ts'
import type { Confidence } from './judge.ts'

/**
 * What one way of measuring says of how sure an answer is: the performer itself, the share of its answers that agree, or
 * a second skill (`by`, its reference). Null: it said nothing that counts.
 */
export type Score =
  | { readonly source: 'reported'; readonly value: Confidence }
  | ({ readonly source: 'agreement'; readonly value: number } & Agreement)
  | { readonly source: 'scored'; readonly value: Confidence; readonly by: string }

/** Who said how sure the answer is. */
export type ConfidenceSource = Score['source'] | 'human' | 'none'

/** How sure an answer is, and who says so. */
export interface Certainty {
  /** 0 to 1; null: not known, or a person answered. */
  readonly confidence: number | null
  readonly source: ConfidenceSource
  /** Every score there is, the one that decides last; absent: that one is all. */
  readonly scores?: readonly Score[]
}
