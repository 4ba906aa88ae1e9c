import type { PlannedStage } from '../core/plan/plan.ts'
import { agreedResult } from '../core/run/agreed-result.ts'
import type { AttemptResult } from '../core/run/answer.ts'
import type { AttemptNote } from '../core/run/attempt-note.ts'
import type { AttemptStep } from '../core/run/run-event.ts'
import type { Assignment } from './ports.ts'

export interface Sampling {
  readonly stage: PlannedStage
  readonly step: AttemptStep
  readonly sha256: (text: string) => string
  /** Never rejects. */
  readonly perform: (assignment: Assignment) => Promise<AttemptResult>
}

/**
 * Performs an assignment as often as the stage's gate wants it asked, all at once and each by itself, and gives what they
 * agree on. A review is asked once.
 */
export async function performSamples(assignment: Assignment, sampling: Sampling): Promise<AttemptResult> {
  const { stage, step, sha256, perform } = sampling
  const samples = step === 'primary' && stage.gate.kind !== 'none' ? stage.gate.samples : undefined
  if (samples === undefined) return await perform(assignment)
  const keys = Array.from({ length: samples }, (_, index) => sha256(`${assignment.idempotencyKey} ${index + 1}`))
  const results = keys.map((key, index) => perform(sampleOf(assignment, key, index + 1)))
  return agreedResult(stage, await Promise.all(results))
}

/** Its uses of tools are told apart from those of the others, which may number theirs alike. */
function sampleOf(assignment: Assignment, idempotencyKey: string, number: number): Assignment {
  return { ...assignment, idempotencyKey, record: (note) => assignment.record(numbered(note, number)) }
}

function numbered(note: AttemptNote, number: number): AttemptNote {
  return 'call' in note ? { ...note, call: `${number}.${note.call}` } : note
}
