import { confidencePercent } from '../../core/gate/confidence-percent.ts'
import type { ConfidenceSource, Score } from '../../core/gate/score.ts'
import { scoreWords } from '../../core/gate/score-words.ts'
import type { IconName } from '../icons/shapes.tsx'

/** A confidence as a screen is given it. */
export interface ConfidenceReading {
  /** 0 to 1; null: not known, which is never 0. */
  readonly value: number | null
  /** A person is asked below it; null: nobody is. */
  readonly threshold: number | null
  readonly source: ConfidenceSource
  /** Every score there is, the one that decides last; absent: the value is all. */
  readonly scores?: readonly Score[] | undefined
}

/** `low`: a person is asked. Equal to the limit passes; what is not known never does. */
export type ConfidenceLevel = 'enough' | 'low' | 'unknown'

export function confidenceLevel({ value, threshold }: ConfidenceReading): ConfidenceLevel {
  if (value === null) return 'unknown'
  return threshold !== null && value < threshold ? 'low' : 'enough'
}

/** What stands behind the number: a picture and its words. */
export const CONFIDENCE_SOURCES = {
  reported: { icon: 'speech', words: 'its own estimate, not checked yet' },
  agreement: { icon: 'copy', words: 'the share of its answers that agree' },
  scored: { icon: 'eye', words: 'scored by a second skill' },
  human: { icon: 'person', words: 'a person answered' },
  none: { icon: 'unknown', words: 'no confidence given' },
} as const satisfies Record<ConfidenceSource, { readonly icon: IconName; readonly words: string }>

/** The whole component in one sentence: `71 % sure, asks a person below 90 %, its own estimate, not checked yet`. */
export function confidenceWords({ value, threshold, source, scores }: ConfidenceReading): string {
  const measured = scores === undefined ? '' : `; ${scoreWords(scores)}`
  if (value === null) return `Not known how sure; a person is asked${measured}`
  const limit = threshold === null ? 'asks nobody' : `asks a person below ${limitPercent(threshold)}`
  return `${confidencePercent(value, threshold)} sure, ${limit}, ${CONFIDENCE_SOURCES[source].words}${measured}`
}

export function limitPercent(threshold: number): string {
  return confidencePercent(threshold, null)
}
