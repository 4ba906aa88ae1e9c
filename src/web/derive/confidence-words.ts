import { confidencePercent } from '../../core/gate/confidence-percent.ts'
import type { ConfidenceSource } from '../../core/run/settlement.ts'
import type { IconName } from '../icons/shapes.tsx'

/** A confidence as a screen is given it. */
export interface ConfidenceReading {
  /** 0 to 1; null: not known, which is never 0. */
  readonly value: number | null
  /** A person is asked below it; null: nobody is. */
  readonly threshold: number | null
  readonly source: ConfidenceSource
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
  scored: { icon: 'eye', words: 'scored by a second skill' },
  human: { icon: 'person', words: 'a person answered' },
  none: { icon: 'unknown', words: 'no confidence given' },
} as const satisfies Record<ConfidenceSource, { readonly icon: IconName; readonly words: string }>

/** The whole component in one sentence: `71 % sure, asks a person below 90 %, its own estimate, not checked yet`. */
export function confidenceWords({ value, threshold, source }: ConfidenceReading): string {
  if (value === null) return 'Not known how sure; a person is asked'
  const limit = threshold === null ? 'asks nobody' : `asks a person below ${limitPercent(threshold)}`
  return `${confidencePercent(value, threshold)} sure, ${limit}, ${CONFIDENCE_SOURCES[source].words}`
}

export function limitPercent(threshold: number): string {
  return confidencePercent(threshold, null)
}
