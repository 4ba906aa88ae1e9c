import type { JsonObject } from '../basics/json.ts'
import type { PlannedStage } from '../plan/plan.ts'
import { validateJson } from '../schema/validate-json.ts'
import { utf8Length } from '../workflow/utf8-length.ts'
import type { Answer, AttemptError, Bill } from './answer.ts'
import { certaintyOf } from './certainty.ts'
import type { Log } from './log.ts'
import { openTask } from './open-task.ts'
import type { AtGate } from './pass-gate.ts'
import { passGate, recordJudgement } from './pass-gate.ts'
import { stageIndex } from './plan-index.ts'
import type { StoredAnswer } from './stage-run.ts'
import { getAnswer } from './stage-run.ts'
import { stageAt } from './stage-table.ts'

/** What one fact may carry; larger results are handed over as artifacts. */
export const OUTPUTS_BYTES_MAX = 256 * 1024

/** Why an answer can not be used at all: too large, or not what the stage promised. */
export function answerProblem(stage: PlannedStage, answer: Answer): AttemptError | undefined {
  const bytes = outputsBytes(answer.outputs)
  if (bytes > OUTPUTS_BYTES_MAX) {
    const message = `The answer is ${bytes} bytes; at most ${OUTPUTS_BYTES_MAX} fit. Hand larger results over as an artifact.`
    return { code: 'output-too-large', message, reach: 'answered', ...billOf(answer) }
  }
  const problems = stage.outputs === undefined ? [] : validateJson(stage.outputs, answer.outputs)
  if (problems.length === 0) return undefined
  const message = `The answer is not what this stage must give: ${problems.map((problem) => problem.message).join(' ')}`
  return { code: 'output-invalid', message, reach: 'answered', ...billOf(answer) }
}

/** What it took was used, although nothing came of it. */
function billOf({ cost, model, otherModels, prices }: Answer): Bill {
  return {
    cost,
    ...(model === undefined ? {} : { model }),
    ...(otherModels === undefined ? {} : { otherModels }),
    ...(prices === undefined ? {} : { prices }),
  }
}

/** The UTF-8 size of outputs; counted exactly only where they may be too large. */
export function outputsBytes(outputs: JsonObject): number {
  const text = JSON.stringify(outputs)
  return text.length * 3 <= OUTPUTS_BYTES_MAX ? text.length : utf8Length(text)
}

/** What follows from an answer: a review, a person, or success. */
export function judgeAnswer(log: Log, stage: PlannedStage, judging: Omit<AtGate, 'answer'>): void {
  const answer = getAnswer(stageAt(log.run.stages, stageIndex(log.run.plan, stage.id)))
  if (answer.review === undefined && isReviewed(stage, answer)) review(log, stage)
  else weigh(log, stage, { answer, ...judging })
}

/** Whether a reviewer has a word in it. Where only unsure answers are reviewed, missing confidence goes to a person. */
function isReviewed(stage: PlannedStage, answer: StoredAnswer): boolean {
  const { reviewer, gate } = stage
  if (reviewer === undefined) return false
  const band = gate.kind === 'none' ? undefined : gate.reviewBetween
  const { confidence } = certaintyOf(stage, answer)
  return band === undefined || (confidence !== null && confidence >= band.from && confidence <= band.to)
}

/** Where a capability reviews, the stage waits for it: its attempt is begun like any other. */
function review(log: Log, stage: PlannedStage): void {
  const { reviewer } = stage
  if (reviewer?.kind === 'human') {
    openTask(log, stage, {
      reason: 'review',
      because: 'A person reviews every answer of this stage.',
      to: [reviewer.ref],
    })
  } else if (reviewer?.kind === 'unavailable') {
    openTask(log, stage, { reason: 'no-confidence', because: `Nobody here can review this answer. ${reviewer.reason}` })
  }
}

/** Every review there is has been had. */
function weigh(log: Log, stage: PlannedStage, at: AtGate): void {
  recordJudgement(log, stage, at)
  const { checkRequested } = stageAt(log.run.stages, stageIndex(log.run.plan, stage.id))
  if (checkRequested) openTask(log, stage, { reason: 'requested', because: 'A person asked to see this answer.' })
  else passGate(log, stage, at)
}
