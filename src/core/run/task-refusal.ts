import { assertNever } from '../basics/assert-never.ts'
import type { Timestamp } from '../basics/timestamp.ts'
import type { ActorId, TaskId } from './ids.ts'
import type { TaskAnswerType, TaskReason } from './task.ts'

/** Why something was not done with a task. Nothing changed. */
export type TaskRefusal =
  | { readonly code: 'task-unknown'; readonly task: string }
  | { readonly code: 'task-withdrawn'; readonly task: string }
  | { readonly code: 'task-not-yours'; readonly to: readonly string[] }
  | { readonly code: 'task-claimed'; readonly by: ActorId }
  | { readonly code: 'task-changed'; readonly task: TaskId }
  | { readonly code: 'four-eyes'; readonly work: OwnWork }
  | { readonly code: 'question-open'; readonly of: string }
  | { readonly code: 'no-question'; readonly task: TaskId }
  | { readonly code: 'task-decided'; readonly by: ActorId; readonly at: Timestamp; readonly answer: TaskAnswerType }
  | { readonly code: 'answer-not-offered'; readonly reason: TaskReason; readonly answer: TaskAnswerType }
  | { readonly code: 'outputs-required' }
  | { readonly code: 'outputs-invalid'; readonly problems: readonly OutputProblem[] }
  | { readonly code: 'outputs-too-large'; readonly bytes: number; readonly bytesMax: number }
  | { readonly code: 'file-invalid'; readonly problems: readonly string[] }
  | { readonly code: 'files-full'; readonly filesMax: number }
  | { readonly code: 'files-not-taken'; readonly answer: TaskAnswerType }
  | { readonly code: 'files-invalid'; readonly problems: readonly OutputProblem[] }
  | { readonly code: 'rounds-exhausted'; readonly roundsMax: number }

/** What makes a case somebody's own work. */
export type OwnWork =
  /** They started the run by hand. */
  | { readonly type: 'started' }
  /** They decided a stage that this one depends on. */
  | { readonly type: 'decided'; readonly stage: string }
  /** They looked at the same answer before. */
  | { readonly type: 'looked' }

export interface OutputProblem {
  /** JSON Pointer into the outputs. */
  readonly pointer: string
  readonly message: string
}

export function explainTaskRefusal(refusal: TaskRefusal): string {
  switch (refusal.code) {
    case 'task-unknown':
      return `There is no task "${refusal.task}" in this run.`
    case 'task-withdrawn':
      return 'Nobody has to answer this task any more: its run was canceled, or its time was up.'
    case 'task-not-yours':
      return `This task is for ${refusal.to.map(nameOf).join(', ')}. Ask them, or somebody who oversees tasks, to pass it on to you.`
    case 'task-claimed':
      return `${nameOf(refusal.by)} has taken this task. Ask them to give it back, or somebody who oversees tasks to pass it on.`
    case 'task-changed':
      return 'The answer or the case has changed since you looked at it. Nothing was decided: look at it again, then answer.'
    case 'four-eyes':
      return `${sayOwnWork(refusal.work)}, so somebody else must decide this. Pass it on, or leave it to the others.`
    case 'question-open':
      return `${nameOf(refusal.of)} was asked about this task already. Wait for what they say, or write down what you know, then ask again.`
    case 'no-question':
      return 'Nothing is asked about this task now. Write a comment instead.'
    case 'task-decided':
      return `${nameOf(refusal.by)} has already answered this task (${refusal.answer}). Nothing was changed.`
    case 'answer-not-offered':
      return `"${refusal.answer}" is not an answer this task offers (reason: ${refusal.reason}).`
    case 'outputs-required':
      return 'This stage must give outputs. Fill in the form and use "edit and approve".'
    case 'outputs-invalid':
      return `The outputs do not fit the stage: ${listed(refusal.problems)}`
    case 'outputs-too-large':
      return `The outputs are ${refusal.bytes} bytes; at most ${refusal.bytesMax} fit. Hand larger results over as an artifact.`
    case 'file-invalid':
      return refusal.problems.join(' ')
    case 'files-full':
      return `You have given ${refusal.filesMax} files for this task already. Decide with some of those.`
    case 'files-not-taken':
      return `Nothing is handed on by "${refusal.answer}" here, so no files go with it. Leave them out.`
    case 'files-invalid':
      return `These files can not go with the decision: ${listed(refusal.problems)}`
    case 'rounds-exhausted':
      return `This stage was already tried again ${refusal.roundsMax} times. Do it yourself or reject it.`
    default:
      return assertNever(refusal)
  }
}

function sayOwnWork(work: OwnWork): string {
  switch (work.type) {
    case 'started':
      return 'You started this run'
    case 'decided':
      return `You decided "${work.stage}" before`
    case 'looked':
      return 'You looked at this answer before'
  }
}

export function listed(problems: readonly OutputProblem[]): string {
  return problems.map(({ pointer, message }) => (pointer === '' ? message : `${pointer}: ${message}`)).join(' ')
}

/** `human:lena-fischer` is shown as `lena-fischer`. */
function nameOf(actor: string): string {
  return actor.slice(actor.indexOf(':') + 1)
}
