import type { Json } from '../basics/json.ts'
import type { StageId } from '../workflow/workflow.ts'
import type { Topic } from './topic.ts'

/** One difference between two documents. */
export type WorkflowChange =
  | { readonly type: 'stage-added'; readonly stage: StageId; readonly after: Json }
  | { readonly type: 'stage-removed'; readonly stage: StageId; readonly before: Json }
  | {
      readonly type: 'waits-changed'
      readonly stage: StageId
      readonly before: readonly StageId[]
      readonly after: readonly StageId[]
    }
  | SettingChange
  | TriggerChange
  /** What the engine does stays. */
  | { readonly type: 'note-changed'; readonly about: NoteKind; readonly stage: StageId | null; readonly path: Path }

/** Undefined: it was not, or is no longer, there. */
export interface SettingChange {
  readonly type: 'setting-changed'
  /** Null: of the whole. */
  readonly stage: StageId | null
  readonly topic: Topic
  readonly path: Path
  readonly before: Json | undefined
  readonly after: Json | undefined
}

export interface TriggerChange {
  readonly type: 'trigger-changed'
  readonly trigger: string
  readonly before: Json | undefined
  readonly after: Json | undefined
}

/** Keys from the outside in; of a stage, within it. */
type Path = readonly string[]

/** Of stages on the canvas, of items in a list; the same said in another way; comments. */
type NoteKind = 'place' | 'order' | 'spelling' | 'comment'

/** Whether it is for readers alone: layout, order of lists, `x-…` keys, comments, another spelling of the same. */
export function isNote(change: WorkflowChange): boolean {
  return change.type === 'note-changed' || (change.type === 'setting-changed' && change.topic === 'extension')
}
