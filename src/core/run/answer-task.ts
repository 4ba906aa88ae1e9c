import { assertNever } from '../basics/assert-never.ts'
import type { JsonObject } from '../basics/json.ts'
import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import type { Sha256 } from '../basics/sha256.ts'
import type { Role } from '../people/role.ts'
import type { Standing } from '../people/standing.ts'
import { roleToward } from '../people/standing.ts'
import type { PlannedStage } from '../plan/plan.ts'
import { validateJson } from '../schema/validate-json.ts'
import type { Decided } from './attempts.ts'
import { mayBeGiven } from './blind.ts'
import { certaintyOf } from './certainty.ts'
import type { AnswerTask } from './command.ts'
import { decisionFiles } from './decision-files.ts'
import type { FoundTask } from './find-task.ts'
import { findTask } from './find-task.ts'
import type { ActorId } from './ids.ts'
import { OUTPUTS_BYTES_MAX, outputsBytes } from './judge-answer.ts'
import type { Log } from './log.ts'
import { record } from './log.ts'
import { ownWorkRefusal } from './own-work.ts'
import type { Refusal } from './refusal.ts'
import type { Run } from './run.ts'
import { askSecond } from './second-review.ts'
import { askIfNotForMachines, settle } from './settle.ts'
import type { StageDecision } from './settlement.ts'
import { caseDigest } from './shown-case.ts'
import { getAnswer } from './stage-run.ts'
import type { AnswerMeaning, Task, TaskAnswer } from './task.ts'
import { ANSWERS } from './task.ts'

/** More fresh starts than this is a stage that a machine can not do. */
const ROUNDS_MAX = 100

/** Carries out a person's answer. The same command of the same person again changes nothing; a second answer is refused. */
export function answerTask(log: Log, command: AnswerTask, sha256: Sha256): Decided {
  const found = findTask(log.run, command.task)
  if (found === undefined) return err({ code: 'task-unknown', task: command.task })
  if (isCarriedOut(found.task, command)) return ok(undefined)
  const may = mayAnswer(log.run, found, { ...command, shown: caseDigest(log.run, found, sha256) })
  if (!may.ok) return may
  const files = decisionFiles(found.task, command)
  if (!files.ok) return files
  const { answer, as, id, salt } = command
  const given: Given = { answer, by: as.by, role: may.value }
  record(log, {
    type: 'task-answered',
    stage: found.stage.id,
    task: found.task.id,
    ...given,
    ...(files.value.length === 0 ? {} : { files: files.value }),
    command: id,
    salt,
  })
  follow(log, found, given)
  return ok(askSecond(log, found, answer))
}

/** An answer that counts, and as whom it was given. */
interface Given {
  readonly answer: TaskAnswer
  readonly by: ActorId
  readonly role: Role
}

function isCarriedOut({ state }: Task, { id, as }: AnswerTask): boolean {
  return state.status === 'answered' && state.command === id && state.by === as.by
}

interface Attempted extends AnswerTask {
  /** The digest of the case as it is now. */
  readonly shown: string
}

/** The role in which somebody may give this answer, or why they may not. */
function mayAnswer(run: Run, found: FoundTask, { answer, as, seen, shown }: Attempted): Result<Role, Refusal> {
  const may = mayDecide(run, found, as)
  if (!may.ok) return may
  const refusal = changedRefusal(found.task, seen, shown) ?? contentRefusal(found, answer)
  return refusal === undefined ? may : err(refusal)
}

/** The role in which somebody may decide a task at all, or why they may not. */
export function mayDecide(run: Run, found: FoundTask, as: Standing): Result<Role, Refusal> {
  const { task } = found
  const closed = closedRefusal(task)
  if (closed !== undefined) return err(closed)
  const role = roleToward(task.to, as)
  if (role === undefined) return err({ code: 'task-not-yours', to: task.to })
  const refusal = takenRefusal(task, as.by) ?? ownWorkRefusal(run, found, as.by)
  return refusal === undefined ? ok(role) : err(refusal)
}

/** Why nobody can do anything with a task any more. */
export function closedRefusal({ id, state }: Task): Refusal | undefined {
  if (state.status === 'withdrawn') return { code: 'task-withdrawn', task: id }
  if (state.status === 'open') return undefined
  return { code: 'task-decided', by: state.by, at: state.at, answer: state.answer.type }
}

/** Somebody else has it. */
export function takenRefusal({ claimedBy }: Task, by: ActorId): Refusal | undefined {
  return claimedBy === null || claimedBy === by ? undefined : { code: 'task-claimed', by: claimedBy }
}

/** An answer to anything but what is asked now was given to something else. */
function changedRefusal({ id }: Task, seen: string, shown: string): Refusal | undefined {
  return seen === shown ? undefined : { code: 'task-changed', task: id }
}

function contentRefusal(found: FoundTask, answer: TaskAnswer): Refusal | undefined {
  const { stage, stageRun, task } = found
  const meaning: AnswerMeaning = ANSWERS[task.reason][answer.type]
  if (meaning === null || !mayBeGiven(found, answer.type))
    return { code: 'answer-not-offered', reason: task.reason, answer: answer.type }
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

function follow(log: Log, found: FoundTask, given: Given): void {
  const { answer, by, role } = given
  const meaning: AnswerMeaning = ANSWERS[found.task.reason][answer.type]
  switch (meaning) {
    case 'accept-answer':
      acceptAnswer(log, found, decisionOf(given))
      break
    case 'accept-if-nothing-required':
    case 'succeed-with-outputs':
      acceptOutputs(log, found, decisionOf(given))
      break
    case 'reject-stage':
      settle(log, found.stage, { outcome: 'rejected', by, note: answer.note, role })
      break
    case 'new-round':
      startRound(log, found, { note: answer.note, generation: found.stageRun.generation })
      break
    case 'new-generation':
      startRound(log, found, { note: answer.note, generation: found.stageRun.generation + 1 })
      break
    case 'verdict-right':
    case 'verdict-wrong':
    case 'verdict-compared':
    case null:
      break
    default:
      assertNever(meaning)
  }
}

function decisionOf({ answer, by, role }: Given): StageDecision {
  return { type: answer.type, by, role, note: answer.note }
}

/** What the person gave counts; the fact just recorded holds it. A person's answer is not gated. */
function acceptOutputs(log: Log, { stage }: FoundTask, decision: StageDecision): void {
  const output = log.run.version
  settle(log, stage, { outcome: 'succeeded', output, confidence: null, source: 'human', decision })
}

/** The machine's answer stands, with the confidence it had. */
function acceptAnswer(log: Log, { stage, stageRun }: FoundTask, decision: StageDecision): void {
  const answer = getAnswer(stageRun)
  settle(log, stage, {
    outcome: 'succeeded',
    output: answer.seq,
    ...certaintyOf(stage, answer),
    decision,
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
