import type { GivenAnswer } from '../../api/contract/task-detail.ts'
import type { TaskRow } from '../../api/contract/tasks.ts'
import type { ConfidenceReading } from './confidence-words.ts'

/** How sure the skill was of the answer it gave. Once a person has decided, only the task still says so. */
export function judgedConfidence(
  { confidence }: Pick<GivenAnswer, 'confidence'>,
  row: Pick<TaskRow, 'confidence' | 'threshold'>,
): ConfidenceReading {
  if (confidence.source !== 'human') return confidence
  return { value: row.confidence, threshold: row.threshold, source: row.confidence === null ? 'none' : 'reported' }
}
