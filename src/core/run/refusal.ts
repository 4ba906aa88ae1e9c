import type { Excess } from '../budget/grant-claim.ts'
import type { OutputProblem, TaskRefusal } from './task-refusal.ts'
import { explainTaskRefusal, listed } from './task-refusal.ts'

/** Why a command was not carried out. Nothing changed. */
export type Refusal =
  | TaskRefusal
  | { readonly code: 'run-finished' }
  | { readonly code: 'run-not-finished' }
  | { readonly code: 'run-not-paused' }
  | { readonly code: 'run-erased' }
  | { readonly code: 'stage-unknown'; readonly stage: string }
  | { readonly code: 'stage-not-ready'; readonly stage: string }
  | { readonly code: 'stage-settled'; readonly stage: string }
  | { readonly code: 'attempt-over'; readonly stage: string }
  | { readonly code: 'notes-exhausted'; readonly stage: string; readonly notesMax: number }
  | { readonly code: 'over-budget'; readonly excess: Excess }
  | { readonly code: 'inputs-invalid'; readonly problems: readonly OutputProblem[] }

/** What happened and what to do next, as sentences for the person who asked. */
export function explainRefusal(refusal: Refusal): string {
  switch (refusal.code) {
    case 'run-finished':
      return 'This run has ended. Retry it from a stage to go on in a new run.'
    case 'run-not-finished':
      return 'This run has not ended. Cancel it, or wait until it ends, and try again.'
    case 'run-not-paused':
      return 'This run is not paused, so there is nothing to resume.'
    case 'run-erased':
      return 'What this run was given has been erased, so it can not be taken up again. Start a new run.'
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
    case 'inputs-invalid':
      return `The inputs do not fit the WorkChart: ${listed(refusal.problems)}`
    default:
      return explainTaskRefusal(refusal)
  }
}
