import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import type { Role } from '../people/role.ts'
import type { Standing } from '../people/standing.ts'
import { roleToward } from '../people/standing.ts'
import { closedRefusal, takenRefusal } from './answer-task.ts'
import type { Decided } from './attempts.ts'
import { findStage } from './attempts.ts'
import type { AskInformation, Command, ReassignTask } from './command.ts'
import type { FoundTask } from './find-task.ts'
import { findTask } from './find-task.ts'
import type { TaskId } from './ids.ts'
import type { Log } from './log.ts'
import { record } from './log.ts'
import { ownWorkRefusal } from './own-work.ts'
import type { Refusal } from './refusal.ts'
import type { TaskChange } from './run-event.ts'
import type { Task } from './task.ts'
import { audienceOf } from './task.ts'

type CommandOf<T extends Command['type']> = Extract<Command, { readonly type: T }>

/** Takes a task. Taking one's own again changes nothing; another person's is refused. */
export function claimTask(log: Log, { task: id, as }: CommandOf<'claim-task'>): Decided {
  const found = findOwnTask(log, id, as)
  if (!found.ok) return found
  const { task, change } = found.value
  const refusal = takenRefusal(task, as.by) ?? ownWorkRefusal(log.run, found.value, as.by)
  if (refusal !== undefined) return err(refusal)
  if (task.claimedBy === null) record(log, { type: 'task-claimed', ...change })
  return ok(undefined)
}

/** Gives a taken task back: one's own, or as an overseer anybody's. */
export function releaseTask(log: Log, { task: id, as }: CommandOf<'release-task'>): Decided {
  const found = findOpenTask(log, id)
  if (!found.ok) return found
  const { stage, task } = found.value
  if (task.claimedBy === null) return ok(undefined)
  if (isTakenFrom(task, as)) return err({ code: 'task-claimed', by: task.claimedBy })
  record(log, { type: 'task-released', stage: stage.id, task: id, by: as.by, ...roleUsed(roleToward(task.to, as)) })
  return ok(undefined)
}

/** Passes a task to other people: one's own, or as an overseer anybody's. The deadline stays. */
export function reassignTask(log: Log, { task: id, as, to, note }: ReassignTask): Decided {
  const found = findOwnTask(log, id, as)
  if (!found.ok) return found
  const { task, change } = found.value
  if (task.claimedBy !== null && isTakenFrom(task, as)) return err({ code: 'task-claimed', by: task.claimedBy })
  return ok(record(log, { type: 'task-reassigned', ...change, to, note }))
}

/** Somebody else has it, and one may not see to what others do. */
function isTakenFrom({ claimedBy }: Task, { by, overseer }: Standing): boolean {
  return claimedBy !== by && overseer === null
}

/** Says something about a task to everybody who sees it. */
export function commentTask(log: Log, { task: id, as, text }: CommandOf<'comment-task'>): Decided {
  const found = findOwnTask(log, id, as)
  return found.ok ? ok(record(log, { type: 'task-commented', ...found.value.change, text })) : found
}

/** Asks somebody about a task. They see it until they have told, and do not decide it. The deadline stays. */
export function askInformation(log: Log, { task: id, as, of, text }: AskInformation): Decided {
  const found = findOwnTask(log, id, as)
  if (!found.ok) return found
  const { task, change } = found.value
  if (task.claimedBy !== null && isTakenFrom(task, as)) return err({ code: 'task-claimed', by: task.claimedBy })
  if (task.question !== null) return err({ code: 'question-open', of: task.question.of })
  return ok(record(log, { type: 'information-asked', ...change, of, text }))
}

/** Tells what was asked: whoever was asked, or whoever may decide and came to know it otherwise. */
export function giveInformation(log: Log, { task: id, as, text }: CommandOf<'give-information'>): Decided {
  const found = findOpenTask(log, id)
  if (!found.ok) return found
  const { stage, task } = found.value
  if (task.question === null) return err({ code: 'no-question', task: id })
  const audience = audienceOf(task)
  const role = roleToward(audience, as)
  if (role === undefined) return err({ code: 'task-not-yours', to: audience })
  return ok(record(log, { type: 'information-given', stage: stage.id, task: id, by: as.by, role, text }))
}

/** Sends the stage's next answer to a person, whatever its confidence. */
export function requestCheck(log: Log, { stage: id, by, note }: CommandOf<'request-check'>): Decided {
  const found = findStage(log, id)
  if (found === undefined) return err({ code: 'stage-unknown', stage: id })
  if (found.stageRun.state.status === 'settled') return err({ code: 'stage-settled', stage: id })
  if (!found.stageRun.checkRequested) record(log, { type: 'check-requested', stage: id, by, note })
  return ok(undefined)
}

interface OwnTask extends FoundTask {
  /** What every fact says of who did something with it. */
  readonly change: TaskChange
}

/** An open task that somebody may do something with. */
function findOwnTask(log: Log, id: TaskId, as: Standing): Result<OwnTask, Refusal> {
  const found = findOpenTask(log, id)
  if (!found.ok) return found
  const { stage, task } = found.value
  const role = roleToward(task.to, as)
  if (role === undefined) return err({ code: 'task-not-yours', to: task.to })
  return ok({ ...found.value, change: { stage: stage.id, task: id, by: as.by, role } })
}

function findOpenTask({ run }: Log, id: TaskId): Result<FoundTask, Refusal> {
  const found = findTask(run, id)
  if (found === undefined) return err({ code: 'task-unknown', task: id })
  const closed = closedRefusal(found.task)
  return closed === undefined ? ok(found) : err(closed)
}

function roleUsed(role: Role | undefined): { readonly role?: Role } {
  return role === undefined ? {} : { role }
}
