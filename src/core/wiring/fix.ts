import type { WorkflowEdit } from '../edit/workflow-edit.ts'
import type { ValueRef } from './value-ref.ts'

/** One way to mend a problem: a single edit, and what it comes to. */
export interface Fix {
  readonly what: FixKind
  readonly edit: WorkflowEdit
}

export type FixKind =
  /** What is written wrongly gets the name that was probably meant. */
  | { readonly type: 'respell'; readonly from: string; readonly to: string }
  | { readonly type: 'wait-for'; readonly stage: string }
  | { readonly type: 'stop-waiting'; readonly stage: string }
  /** A setting that nothing acts on goes. */
  | { readonly type: 'take-out'; readonly setting: string }
  | { readonly type: 'add-run-input'; readonly name: string }
  /** Without the value: the condition does not hold, a text stays empty. */
  | { readonly type: 'allow-absence' }
  | { readonly type: 'look-at-outcome'; readonly stage: string }
  /** A stage is given this value. */
  | { readonly type: 'give'; readonly value: ValueRef }
  | { readonly type: 'ask-a-person' }
  | { readonly type: 'ask-anyone' }
