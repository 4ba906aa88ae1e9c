import { assertNever } from '../basics/assert-never.ts'
import type { Timestamp } from '../basics/timestamp.ts'
import type { Excess } from '../budget/grant-claim.ts'
import type { ActorId, TaskId } from './ids.ts'
import type { TaskAnswerType, TaskReason } from './task.ts'

/** Why a command was not carried out. Nothing changed. */
export type Refusal =
  | { readonly code: 'run-finished' }
  | { readonly code: 'run-not-finished' }
  | { readonly code: 'run-not-paused' }
  | { readonly code: 'stage-unknown'; readonly stage: string }
  | { readonly code: 'stage-not-ready'; readonly stage: string }
  | { readonly code: 'stage-settled'; readonly stage: string }
  | { readonly code: 'attempt-over'; readonly stage: string }
  | { readonly code: 'notes-exhausted'; readonly stage: string; readonly notesMax: number }
  | { readonly code: 'over-budget'; readonly excess: Excess }
  | { readonly code: 'task-unknown'; readonly task: string }
  | { readonly code: 'task-withdrawn'; readonly task: string }
  | { readonly code: 'task-not-yours'; readonly to: readonly string[] }
  | { readonly code: 'task-claimed'; readonly by: ActorId }
  | { readonly code: 'task-changed'; readonly task: TaskId }
  | { readonly code: 'task-decided'; readonly by: ActorId; readonly at: Timestamp; readonly answer: TaskAnswerType }
  | { readonly code: 'answer-not-offered'; readonly reason: TaskReason; readonly answer: TaskAnswerType }
  | { readonly code: 'outputs-required' }
  | { readonly code: 'outputs-invalid'; readonly problems: readonly OutputProblem[] }
  | { readonly code: 'outputs-too-large'; readonly bytes: number; readonly bytesMax: number }
  | { readonly code: 'rounds-exhausted'; readonly roundsMax: number }
  | { readonly code: 'inputs-invalid'; readonly problems: readonly OutputProblem[] }

export interface OutputProblem {
  /** JSON Pointer into the outputs. */
  readonly pointer: string
  readonly message: string
}

/** What happened and what to do next, as sentences for the person who asked. */
export function explainRefusal(refusal: Refusal): string {
  switch (refusal.code) {
    case 'run-finished':
      return 'This run has ended. Retry it from a stage to go on in a new run.'
    case 'run-not-finished':
      return 'This run has not ended. Cancel it, or wait until it ends, before you retry from a stage.'
    case 'run-not-paused':
      return 'This run is not paused, so there is nothing to resume.'
    case 'stage-unknown':
      return `This run has no stage "${refusal.stage}".`
    case 'stage-not-ready':
      return `Stage "${refusal.stage}" can not begin now.`
    case 'stage-settled':
      return `Stage "${refusal.stage}" is done. Retry the run from it instead.`
    case 'attempt-over':
      return `This try of stage "${refusal.stage}" is over.`
    case 'notes-exhausted':
      return `This try of stage "${refusal.stage}" has already said ${refusal.notesMax} things. Let it end.`
    case 'over-budget':
      return refusal.excess.message
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
    case 'rounds-exhausted':
      return `This stage was already tried again ${refusal.roundsMax} times. Do it yourself or reject it.`
    case 'inputs-invalid':
      return `The inputs do not fit the WorkChart: ${listed(refusal.problems)}`
    default:
      return assertNever(refusal)
  }
}

function listed(problems: readonly OutputProblem[]): string {
  return problems.map(({ pointer, message }) => (pointer === '' ? message : `${pointer}: ${message}`)).join(' ')
}

/** `human:lena-fischer` is shown as `lena-fischer`. */
function nameOf(actor: string): string {
  return actor.slice(actor.indexOf(':') + 1)
}
