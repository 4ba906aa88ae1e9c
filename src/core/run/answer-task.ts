import { assertNever } from '../basics/assert-never.ts'
import type { JsonObject } from '../basics/json.ts'
import { err, ok } from '../basics/result.ts'
import type { PlannedStage } from '../plan/plan.ts'
import { validateJson } from '../schema/validate-json.ts'
import type { Decided } from './attempts.ts'
import { certaintyOf } from './certainty.ts'
import type { AnswerTask } from './command.ts'
import type { FoundTask } from './find-task.ts'
import { findTask } from './find-task.ts'
import { OUTPUTS_BYTES_MAX, outputsBytes } from './judge-answer.ts'
import type { Log } from './log.ts'
import { record } from './log.ts'
import type { Refusal } from './refusal.ts'
import { askIfNotForMachines, settle } from './settle.ts'
import type { StageDecision } from './settlement.ts'
import { getAnswer } from './stage-run.ts'
import type { AnswerMeaning, TaskAnswer } from './task.ts'
import { ANSWERS } from './task.ts'

/** More fresh starts than this is a stage that a machine can not do. */
const ROUNDS_MAX = 100

/** Carries out a person's answer. The same command again changes nothing; a second answer is refused. */
export function answerTask(log: Log, command: AnswerTask): Decided {
  const found = findTask(log.run, command.task)
  if (found === undefined) return err({ code: 'task-unknown', task: command.task })
  const { task } = found
  if (task.state.status === 'answered' && task.state.command === command.id) return ok(undefined)
  const refusal = refusalOf(found, command)
  if (refusal !== undefined) return err(refusal)
  record(log, {
    type: 'task-answered',
    stage: found.stage.id,
    task: task.id,
    answer: command.answer,
    by: command.by,
    command: command.id,
    salt: command.salt,
  })
  return ok(follow(log, found, command))
}

function refusalOf(found: FoundTask, { answer, by }: AnswerTask): Refusal | undefined {
  const { task } = found
  if (task.state.status === 'withdrawn') return { code: 'task-withdrawn', task: task.id }
  if (task.state.status === 'answered') {
    return { code: 'task-decided', by: task.state.by, at: task.state.at, answer: task.state.answer.type }
  }
  if (task.claimedBy !== null && task.claimedBy !== by) return { code: 'task-claimed', by: task.claimedBy }
  return contentRefusal(found, answer)
}

function contentRefusal({ stage, stageRun, task }: FoundTask, answer: TaskAnswer): Refusal | undefined {
  const meaning: AnswerMeaning = ANSWERS[task.reason][answer.type]
  if (meaning === null) return { code: 'answer-not-offered', reason: task.reason, answer: answer.type }
  if (meaning === 'accept-if-nothing-required' && requiresOutputs(stage)) return { code: 'outputs-required' }
  if (answer.type === 'edit') return outputsRefusal(stage, answer.outputs)
  return answer.type === 'retry' && stageRun.round >= ROUNDS_MAX
    ? { code: 'rounds-exhausted', roundsMax: ROUNDS_MAX }
    : undefined
}

/** Whether a person can not simply say yes: the stage must give something. */
export function requiresOutputs(stage: PlannedStage): boolean {
  const required = stage.outputs?.['required']
  return Array.isArray(required) && required.length > 0
}

function outputsRefusal(stage: PlannedStage, outputs: JsonObject): Refusal | undefined {
  const bytes = outputsBytes(outputs)
  if (bytes > OUTPUTS_BYTES_MAX) return { code: 'outputs-too-large', bytes, bytesMax: OUTPUTS_BYTES_MAX }
  const problems = stage.outputs === undefined ? [] : validateJson(stage.outputs, outputs)
  return problems.length === 0 ? undefined : { code: 'outputs-invalid', problems }
}

function follow(log: Log, found: FoundTask, { answer, by }: AnswerTask): void {
  const meaning: AnswerMeaning = ANSWERS[found.task.reason][answer.type]
  switch (meaning) {
    case 'accept-answer':
      acceptAnswer(log, found, by)
      break
    case 'accept-if-nothing-required':
    case 'succeed-with-outputs':
      acceptOutputs(log, found, { type: answer.type, by })
      break
    case 'reject-stage':
      settle(log, found.stage, { outcome: 'rejected', by, note: answer.note })
      break
    case 'new-round':
      startRound(log, found, { note: answer.note, generation: found.stageRun.generation })
      break
    case 'new-generation':
      startRound(log, found, { note: answer.note, generation: found.stageRun.generation + 1 })
      break
    case 'verdict-right':
    case 'verdict-wrong':
    case null:
      break
    default:
      assertNever(meaning)
  }
}

/** What the person gave counts; the fact just recorded holds it. A person's answer is not gated. */
function acceptOutputs(log: Log, { stage }: FoundTask, decision: StageDecision): void {
  const output = log.run.version
  settle(log, stage, { outcome: 'succeeded', output, confidence: null, source: 'human', decision })
}

/** The machine's answer stands, with the confidence it had. */
function acceptAnswer(log: Log, { stage, stageRun }: FoundTask, by: AnswerTask['by']): void {
  const answer = getAnswer(stageRun)
  settle(log, stage, {
    outcome: 'succeeded',
    output: answer.seq,
    ...certaintyOf(stage, answer),
    decision: { type: 'approve', by },
  })
}

interface Round {
  readonly note: string
  readonly generation: number
}

function startRound(log: Log, { stage, stageRun }: FoundTask, { note, generation }: Round): void {
  record(log, { type: 'round-started', stage: stage.id, round: stageRun.round + 1, generation, note })
  if (log.run.phase.type === 'open') askIfNotForMachines(log, stage)
}
