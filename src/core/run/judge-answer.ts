import type { JsonObject } from '../basics/json.ts'
import { confidencePercent } from '../gate/confidence-percent.ts'
import { judge } from '../gate/judge.ts'
import type { PlannedStage } from '../plan/plan.ts'
import { validateJson } from '../schema/validate-json.ts'
import { utf8Length } from '../workflow/utf8-length.ts'
import type { Answer, AttemptError, Bill } from './answer.ts'
import { certaintyOf } from './certainty.ts'
import type { Log } from './log.ts'
import { openTask } from './open-task.ts'
import { stageIndex } from './plan-index.ts'
import { settle } from './settle.ts'
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
export function judgeAnswer(log: Log, stage: PlannedStage, coin: number): void {
  const stageRun = stageAt(log.run.stages, stageIndex(log.run.plan, stage.id))
  const [answer, { checkRequested }] = [getAnswer(stageRun), stageRun]
  if (answer.review === undefined && isReviewed(stage, answer)) review(log, stage)
  else weigh(log, stage, { answer, checkRequested, coin })
}

/** Whether a reviewer has a word in it. Where only unsure answers are reviewed, missing confidence goes to a person. */
function isReviewed(stage: PlannedStage, answer: StoredAnswer): boolean {
  const { reviewer, gate } = stage
  if (reviewer === undefined) return false
  const band = gate.kind === 'threshold' ? gate.reviewBetween : undefined
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

interface Weighing {
  readonly answer: StoredAnswer
  readonly checkRequested: boolean
  readonly coin: number
}

/** Every review there is has been had. */
function weigh(log: Log, stage: PlannedStage, { answer, checkRequested, coin }: Weighing): void {
  if (checkRequested) openTask(log, stage, { reason: 'requested', because: 'A person asked to see this answer.' })
  else passGate(log, stage, { answer, coin })
}

function passGate(log: Log, stage: PlannedStage, { answer, coin }: Pick<Weighing, 'answer' | 'coin'>): void {
  const { gate } = stage
  if (gate.kind === 'none') {
    accept(log, stage, answer)
    return
  }
  const { confidence } = certaintyOf(stage, answer)
  const judgement = judge(confidence, gate.threshold)
  if (judgement !== 'passes') {
    openTask(log, stage, { reason: judgement, because: becauseOf(confidence, gate.threshold) })
    return
  }
  accept(log, stage, answer)
  if (coin < (gate.auditRate ?? 0))
    openTask(log, stage, { reason: 'audit', because: 'A sample of the answers that pass is looked at by a person.' })
}

function accept(log: Log, stage: PlannedStage, answer: StoredAnswer): void {
  settle(log, stage, { outcome: 'succeeded', output: answer.seq, ...certaintyOf(stage, answer), decision: null })
}

function becauseOf(confidence: number | null, threshold: number): string {
  if (confidence === null) return 'No confidence was given, and missing confidence counts as low.'
  const [given, needed] = [confidencePercent(confidence, threshold), confidencePercent(threshold, null)]
  return `${given} sure is less than the ${needed} set for this stage.`
}
