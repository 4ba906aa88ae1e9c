/** 0 to 1. Null: nobody knows. */
export type Confidence = number | null

/** A reported confidence, or null for everything that is not a number from 0 to 1. */
export function toConfidence(reported: unknown): Confidence {
  return typeof reported === 'number' && reported >= 0 && reported <= 1 ? reported : null
}

export type Judgement = 'passes' | 'low-confidence' | 'no-confidence'

/** Equal passes; missing confidence is low confidence. */
export function judge(confidence: Confidence, threshold: number): Judgement {
  if (confidence === null) return 'no-confidence'
  return confidence >= threshold ? 'passes' : 'low-confidence'
}
