import type { Attributes, Span } from './span.ts'

/** What facts lead to. */
export interface Told {
  readonly spans: readonly Span[]
  readonly measures: readonly Measure[]
}

export interface Measure {
  readonly metric: 'runs' | 'stages' | 'gates' | 'stageDuration' | 'tokens'
  /** Added to a count, or one more of a distribution. */
  readonly value: number
  readonly attributes: Attributes
}

export const NOTHING_TOLD: Told = { spans: [], measures: [] }

export function both(left: Told, right: Told): Told {
  return { spans: [...left.spans, ...right.spans], measures: [...left.measures, ...right.measures] }
}
