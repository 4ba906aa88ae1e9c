import type { Confidence, Judgement } from '../gate/judge.ts'

/** What a gate goes by when it judges an answer: asked of the receipts there are, never worked out while deciding. */
export interface Ruling {
  /** SHA-256 of what gave the answer: another one has shown nothing yet. */
  readonly basis: string
  /** The kind of answer that it is; null: all are of one kind. */
  readonly segment: string | null
  /** The share of what goes through that may be wrong; null: nothing is promised, the limit was written. */
  readonly target: number | null
  /** The chance with which a certificate of this promise may be wrong; absent: nothing is promised. */
  readonly risk?: number
  /** Answers at least as sure go through; null: none does. */
  readonly limit: number | null
  /** SHA-256 of the certificate that the limit rests on; null: it rests on none. */
  readonly certificate: string | null
  /** Of the answers that go through, a person looks at this share. */
  readonly auditRate: number
  /** Uniform in [0, 1): whether an answer that a person looked at is looked at once more. 1: there is nobody else. */
  readonly secondCoin: number
  /** Where no answer goes through: why, as a sentence. */
  readonly because: string
}

/** What came of it, as a fact: the first answer of a stage is evidence, and no later try takes its place. */
export interface GateJudged extends Omit<Ruling, 'because'> {
  readonly score: Confidence
  readonly result: Judgement | 'no-certificate'
  /** Uniform in [0, 1): tossed before the gate and apart from the score. */
  readonly coin: number
}

/** Of the answers that people looked at, another person looks at so many once more. */
export const SECOND_SHARE = 0.05

/** Whether a person has to look at an answer: it did not pass, or the coin has chosen it. */
export function isDue({ result, coin, auditRate }: Pick<GateJudged, 'result' | 'coin' | 'auditRate'>): boolean {
  return result !== 'passes' || coin < auditRate
}

/** Whether the coin has chosen an answer that goes through to be looked at. */
export function isAudited({ result, coin, auditRate }: GateJudged): boolean {
  return result === 'passes' && coin < auditRate
}

/** The chance with which a person had to look at an answer, and the least chance that any had under the same rules. */
export function lookChance({ limit, result, auditRate }: Pick<GateJudged, 'limit' | 'result' | 'auditRate'>) {
  const least = limit === null ? 1 : auditRate
  return { chance: result === 'passes' ? auditRate : 1, leastChance: least }
}
