import type { JsonObject } from '../basics/json.ts'
import { canonicalJson } from '../basics/json.ts'
import { judge, toConfidence } from '../gate/judge.ts'
import type { PlannedStage } from '../plan/plan.ts'
import { validateJson } from '../schema/validate-json.ts'
import type { Answer, AttemptError } from './answer.ts'
import type { Log } from './log.ts'
import { openTask } from './open-task.ts'
import { stageIndex } from './plan-index.ts'
import { settle } from './settle.ts'
import type { ConfidenceSource } from './settlement.ts'
import type { StoredAnswer } from './stage-run.ts'
import { stageAt } from './stage-table.ts'

/** What one fact may carry; larger results are handed over as artifacts. */
export const OUTPUTS_BYTES_MAX = 256 * 1024

/** Why an answer can not be used at all: too large, or not what the stage promised. */
export function answerProblem(stage: PlannedStage, answer: Answer): AttemptError | undefined {
  const bytes = outputsBytes(answer.outputs)
  if (bytes > OUTPUTS_BYTES_MAX) {
    const message = `The answer is ${bytes} bytes; at most ${OUTPUTS_BYTES_MAX} fit. Hand larger results over as an artifact.`
    return { code: 'output-too-large', message, reach: 'answered', cost: answer.cost }
  }
  const problems = stage.outputs === undefined ? [] : validateJson(stage.outputs, answer.outputs)
  if (problems.length === 0) return undefined
  const message = `The answer is not what this stage must give: ${problems.map((problem) => problem.message).join(' ')}`
  return { code: 'output-invalid', message, reach: 'answered', cost: answer.cost }
}

/** The UTF-8 size of outputs; counted exactly only where they may be too large. */
export function outputsBytes(outputs: JsonObject): number {
  const text = canonicalJson(outputs)
  return text.length * 3 <= OUTPUTS_BYTES_MAX ? text.length : utf8Length(text)
}

/** The first code points that take one byte more. */
const UTF8_STEPS = [0x80, 0x800, 0x10000]

function utf8Length(text: string): number {
  let bytes = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    bytes += 1 + UTF8_STEPS.filter((step) => code >= step).length
  }
  return bytes
}

/** What follows from an answer: a review, a person, or success. */
export function judgeAnswer(log: Log, stage: PlannedStage, coin: number): void {
  const { checkRequested, answer } = stageAt(log.run.stages, stageIndex(log.run.plan, stage.id))
  if (answer === null) throw new Error(`Stage ${stage.id} has no answer to judge`)
  const { reviewer } = stage
  if (reviewer?.kind === 'human') {
    openTask(log, stage, {
      reason: 'review',
      because: 'A person reviews every answer of this stage.',
      to: [reviewer.ref],
    })
  } else if (reviewer?.kind === 'unavailable') {
    openTask(log, stage, { reason: 'no-confidence', because: `Nobody here can review this answer. ${reviewer.reason}` })
  } else if (reviewer === undefined || answer.review !== undefined) {
    weigh(log, stage, { answer, checkRequested, coin })
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
  const confidence = confidenceOf(answer)
  const judgement = judge(confidence, stage.gate)
  if (judgement !== 'passes') {
    openTask(log, stage, { reason: judgement, because: becauseOf(confidence, stage) })
    return
  }
  settle(log, stage, { outcome: 'succeeded', output: answer.seq, confidence, source: sourceOf(answer), decision: null })
  if (stage.gate.kind === 'threshold' && coin < (stage.gate.auditRate ?? 0)) {
    openTask(log, stage, { reason: 'audit', because: 'A sample of the answers that pass is looked at by a person.' })
  }
}

/** A reviewing capability's word replaces the performer's own. */
export function confidenceOf(answer: StoredAnswer): number | null {
  return toConfidence(answer.review === undefined ? answer.answer.confidence : answer.review.confidence)
}

export function sourceOf(answer: StoredAnswer): ConfidenceSource {
  if (confidenceOf(answer) === null) return 'none'
  return answer.review === undefined ? 'reported' : 'scored'
}

function becauseOf(confidence: number | null, stage: PlannedStage): string {
  if (confidence === null) return 'No confidence was given, and missing confidence counts as low.'
  const threshold = stage.gate.kind === 'threshold' ? stage.gate.threshold : 1
  return `${percent(confidence)} sure is less than the ${percent(threshold)} set for this stage.`
}

/** Whole per cent, and one decimal where rounding would make two different numbers look the same. */
function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`
}
