import type { WorkflowEdit } from '../../core/edit/workflow-edit.ts'
import type { BuilderStage } from './builder-view.ts'
import { thresholdEdit } from './gate-measures.ts'

/** What somebody wants a stage's gate to say. Both from 0 to 1. */
export type GateWish =
  | { readonly kind: 'target-error'; readonly target: number }
  | { readonly kind: 'threshold'; readonly threshold: number }

/** The same as a gesture of the builder. */
export function gateEdit(stage: BuilderStage, wish: GateWish): WorkflowEdit {
  switch (wish.kind) {
    case 'target-error':
      return { type: 'set-gate', stage: stage.id, setting: 'target_error', value: wish.target }
    case 'threshold':
      return thresholdEdit(stage, wish.threshold)
  }
}
