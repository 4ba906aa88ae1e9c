import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import type { Decided } from './attempts.ts'
import { findStage } from './attempts.ts'
import type { Command, ReassignTask } from './command.ts'
import type { FoundTask } from './find-task.ts'
import { findTask } from './find-task.ts'
import type { TaskId } from './ids.ts'
import type { Log } from './log.ts'
import { record } from './log.ts'
import type { Refusal } from './refusal.ts'

type CommandOf<T extends Command['type']> = Extract<Command, { readonly type: T }>

/** Takes a task. Taking one's own again changes nothing; another person's is refused. */
export function claimTask(log: Log, { task: id, by }: CommandOf<'claim-task'>): Decided {
  const found = findOpenTask(log, id)
  if (!found.ok) return found
  const { stage, task } = found.value
  if (task.claimedBy !== null && task.claimedBy !== by) return err({ code: 'task-claimed', by: task.claimedBy })
  if (task.claimedBy === null) record(log, { type: 'task-claimed', stage: stage.id, task: id, by })
  return ok(undefined)
}

/** Gives a taken task back. */
export function releaseTask(log: Log, { task: id, by }: CommandOf<'release-task'>): Decided {
  const found = findOpenTask(log, id)
  if (!found.ok) return found
  const { stage, task } = found.value
  if (task.claimedBy !== null) record(log, { type: 'task-released', stage: stage.id, task: id, by })
  return ok(undefined)
}

/** Passes a task to other people. The deadline stays. */
export function reassignTask(log: Log, { task: id, by, to, note }: ReassignTask): Decided {
  const found = findOpenTask(log, id)
  return found.ok
    ? ok(record(log, { type: 'task-reassigned', stage: found.value.stage.id, task: id, by, to, note }))
    : found
}

/** Asks for information, or gives it. */
export function commentTask(log: Log, { task: id, by, text }: CommandOf<'comment-task'>): Decided {
  const found = findOpenTask(log, id)
  return found.ok ? ok(record(log, { type: 'task-commented', stage: found.value.stage.id, task: id, by, text })) : found
}

/** Sends the stage's next answer to a person, whatever its confidence. */
export function requestCheck(log: Log, { stage: id, by, note }: CommandOf<'request-check'>): Decided {
  const found = findStage(log, id)
  if (found === undefined) return err({ code: 'stage-unknown', stage: id })
  if (found.stageRun.state.status === 'settled') return err({ code: 'stage-settled', stage: id })
  if (!found.stageRun.checkRequested) record(log, { type: 'check-requested', stage: id, by, note })
  return ok(undefined)
}

function findOpenTask({ run }: Log, id: TaskId): Result<FoundTask, Refusal> {
  const found = findTask(run, id)
  if (found === undefined) return err({ code: 'task-unknown', task: id })
  const { state } = found.task
  if (state.status === 'withdrawn') return err({ code: 'task-withdrawn', task: id })
  if (state.status === 'answered')
    return err({ code: 'task-decided', by: state.by, at: state.at, answer: state.answer.type })
  return ok(found)
}
