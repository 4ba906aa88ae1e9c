import { known } from '../../basics/known.ts'
import type { Found, Promised } from '../anytime-bound.ts'
import type { OpenEvidence, Outcome } from '../evidence.ts'
import { addInPlace, beginEvidence, openEvidence } from '../evidence.ts'

/** Limits on trial: the evidence for each, and what people found of the answers that it lets through. Added to in place. */
export interface Trial {
  readonly evidence: OpenEvidence
  /** By limit. */
  readonly found: FoundSoFar[]
  /** So many answers were looked at, also below every limit. */
  looked: number
}

interface FoundSoFar {
  wrong: number
  of: number
}

/** A limit with what was found of the answers above it. */
export interface LimitFound extends Found {
  readonly limit: number
}

export function beginTrial(limits: readonly number[], promised: Promised): Trial {
  return {
    evidence: openEvidence(beginEvidence(limits, promised)),
    found: limits.map(() => ({ wrong: 0, of: 0 })),
    looked: 0,
  }
}

export function copyTrial({ evidence, found, looked }: Trial): Trial {
  return { evidence: openEvidence(evidence), found: found.map((each) => ({ ...each })), looked }
}

/** One more answer that a person looked at. */
export function addToTrial(trial: Trial, outcome: Outcome & { readonly isWrong: boolean }): void {
  const { evidence, found } = trial
  trial.looked += 1
  addInPlace(evidence, outcome)
  const { score, isWrong } = outcome
  if (score === null) return
  const { cuts } = evidence
  for (let index = cuts.length - 1; index >= 0 && known(cuts[index]) <= score; index -= 1) {
    const above = known(found[index])
    above.of += 1
    if (isWrong) above.wrong += 1
  }
}

/** The loosest limit that is certified; undefined: none is. */
export function bestOf({ evidence, found }: Trial): LimitFound | undefined {
  const index = evidence.certified - 1
  return index < 0 ? undefined : { limit: known(evidence.cuts[index]), ...known(found[index]) }
}
