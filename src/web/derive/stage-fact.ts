import type { StageRun } from '../../api/contract/run-detail.ts'
import type { ConfidenceSource } from '../../core/gate/score.ts'
import { durationWords } from './duration-words.ts'

/** The one thing a small stage says beside its state. */
export type StageFact =
  | {
      readonly type: 'confidence'
      readonly value: number | null
      readonly threshold: number | null
      readonly source: Exclude<ConfidenceSource, 'human'>
    }
  | { readonly type: 'person'; readonly name: string }
  | { readonly type: 'words'; readonly words: string }

/** Confidence where it was asked for; else who did it; else what the stage waits for or will do. */
export function stageFact(stage: StageRun): StageFact {
  switch (stage.status) {
    case 'succeeded':
      return doneFact(stage)
    case 'running':
      return words(`${stage.performer.name}, try ${stage.attempt}`)
    case 'backing-off':
      return words(`try ${stage.attempt + 1} of ${stage.attemptsMax}`)
    case 'awaiting-approval':
      return words(stage.task?.claimedBy == null ? 'nobody has it' : `${stage.task.claimedBy.name} has it`)
    case 'failed':
    case 'rejected':
    case 'skipped':
    case 'canceled':
      return words(stage.because ?? '')
    case 'pending':
    case 'ready':
      return words(stage.optional ? 'optional' : stage.performer.name)
  }
}

function doneFact({ confidence, decidedBy, performer, begunAt, settledAt }: StageRun): StageFact {
  if (decidedBy !== null) return { type: 'person', name: decidedBy.name }
  if (confidence !== null && confidence.source !== 'human' && performer.kind !== 'exact')
    return { type: 'confidence', ...confidence, source: confidence.source }
  const took =
    begunAt === null || settledAt === null ? '' : `, ${durationWords(Date.parse(settledAt) - Date.parse(begunAt))}`
  return words(performer.kind === 'exact' ? `exact${took}` : `${performer.name}${took}`)
}

function words(text: string): StageFact {
  return { type: 'words', words: text }
}
