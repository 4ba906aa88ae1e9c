import type { Agreement } from './agreement.ts'
import { confidencePercent } from './confidence-percent.ts'
import type { Score } from './score.ts'

/** Every score in plain words, in the order given: `it says 90 % · 2 of 3 answers agreed`. */
export function scoreWords(scores: readonly Score[]): string {
  return scores.map(wordsOf).join(' · ')
}

function wordsOf(score: Score): string {
  switch (score.source) {
    case 'reported':
      return score.value === null ? 'it does not say how sure it is' : `it says ${confidencePercent(score.value, null)}`
    case 'agreement':
      return agreementWords(score)
    case 'scored':
      return score.value === null
        ? 'a second skill can not say'
        : `a second skill says ${confidencePercent(score.value, null)}`
  }
}

/** As it is said in the middle of a sentence. */
export function agreementWords({ agreeing, samples }: Agreement): string {
  return `${agreeing} of ${samples} answers agreed`
}
