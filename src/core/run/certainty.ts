import { shareOf } from '../gate/agreement.ts'
import { toConfidence } from '../gate/judge.ts'
import type { Certainty, Score } from '../gate/score.ts'
import type { PlannedStage } from '../plan/plan.ts'
import type { StoredAnswer } from './stage-run.ts'

/** How sure an answer is, by everything that is known of it. */
export function certaintyOf(stage: PlannedStage, answer: StoredAnswer): Certainty {
  const scores = scoresOf(stage, answer)
  const { source, value } = scores.reduce((_, later) => later)
  return {
    confidence: value,
    source: value === null ? 'none' : source,
    ...(scores.length === 1 ? {} : { scores }),
  }
}

/** A second skill's word counts before agreement, and agreement before what the performer says of itself. */
function scoresOf({ reviewer }: PlannedStage, { answer, review }: StoredAnswer): readonly [Score, ...Score[]] {
  const { agreement } = answer
  const isScored = review !== undefined && reviewer !== undefined
  return [
    { source: 'reported', value: toConfidence(answer.confidence) },
    ...(agreement === undefined ? [] : [{ source: 'agreement', value: shareOf(agreement), ...agreement } as const]),
    ...(isScored ? [{ source: 'scored', value: toConfidence(review.confidence), by: reviewer.ref } as const] : []),
  ]
}
