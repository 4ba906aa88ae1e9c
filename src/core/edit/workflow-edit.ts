import type { Json, JsonObject } from '../basics/json.ts'
import type { EditError } from '../workflow/edit-document.ts'
import type { EditPath } from '../workflow/plan-change.ts'
import type { ViewNote } from '../workflow/view-notes.ts'
import type { ScheduleTrigger, StageId } from '../workflow/workflow.ts'
import type { CopiedStage } from './copied-stage.ts'

/** One gesture of whoever builds a WorkChart: it names, connects and sets. One that carries code is refused. */
export type WorkflowEdit = SingleEdit | Together

export type SingleEdit =
  | StructureEdit
  | CopyEdit
  | RoleEdit
  | SettingEdit
  | PlaceEdit
  | NoteEdit
  | ContextEdit
  | EscalationEdit
  | GateEdit
  | TriggerEdit
  | WiringEdit

/** Edits that are one gesture, made one after the other: all of them, or none. */
export interface Together {
  readonly type: 'together'
  readonly edits: readonly SingleEdit[]
}

export type StructureEdit =
  /** A new stage that waits for these; for none: it starts at once. */
  | { readonly type: 'add-stage'; readonly stage: NewStage; readonly after: readonly StageId[] }
  /** New stages, each after the one before it; the first waits for these. */
  | { readonly type: 'add-stages'; readonly stages: readonly NewStage[]; readonly after: readonly StageId[] }
  /** A new stage on an edge. */
  | { readonly type: 'insert-stage'; readonly stage: NewStage; readonly from: StageId; readonly to: StageId }
  /** What waited for it then waits for what it waited for. */
  | { readonly type: 'remove-stage'; readonly stage: StageId }
  | { readonly type: 'connect'; readonly from: StageId; readonly to: StageId }
  | { readonly type: 'disconnect'; readonly from: StageId; readonly to: StageId }
  /** What a stage waits for instead; null: for one less. `from` need not be there any more. */
  | {
      readonly type: 'replace-dependency'
      readonly stage: StageId
      readonly from: StageId
      readonly to: StageId | null
    }
  /** Another place in the list. What waits for what stays. */
  | { readonly type: 'move-stage'; readonly stage: StageId; readonly to: number }

export type CopyEdit =
  /** Copied stages that wait for none of each other wait for these. */
  | { readonly type: 'paste-stages'; readonly copied: readonly CopiedStage[]; readonly after: readonly StageId[] }
  /** Each copy waits for the copies of what its original waits for, or else for the same. */
  | { readonly type: 'duplicate-stages'; readonly stages: readonly StageId[] }

export type RoleEdit =
  /** `role`: `primary`, `reviewer` or any other name but `tools`. `to` is a reference as text. */
  | { readonly type: 'bind-role'; readonly stage: StageId; readonly role: string; readonly to: string }
  | { readonly type: 'unbind-role'; readonly stage: StageId; readonly role: string }
  | { readonly type: 'add-tool'; readonly stage: StageId; readonly tool: string }
  | { readonly type: 'remove-tool'; readonly stage: StageId; readonly tool: string }

/** No setting can be null: null takes it out. */
export type SettingEdit =
  | { readonly type: 'set-stage'; readonly stage: StageId; readonly setting: StageSetting; readonly value: Json }
  | { readonly type: 'set-workflow'; readonly setting: WorkflowSetting; readonly value: Json }

/** Notes that are shown before stages. */
export type NoteEdit =
  | { readonly type: 'add-notes'; readonly notes: readonly ViewNote[] }
  /** `at`: its position in `view.notes`. Null takes it out. */
  | { readonly type: 'set-note'; readonly at: number; readonly text: string | null }

/** What goes in and out. Null takes the one that is named out; with the last one the whole key goes. */
export type WiringEdit =
  /** How inputs are given, by name. The others stay as they are. */
  | { readonly type: 'set-inputs'; readonly stage: StageId; readonly inputs: Readonly<Record<string, Json>> }
  | { readonly type: 'set-output'; readonly stage: StageId; readonly name: string; readonly schema: JsonObject | null }
  /** What a run is asked for when it starts, and the stage that is given it, if it is asked for one. */
  | {
      readonly type: 'set-run-input'
      readonly name: string
      readonly schema: JsonObject | null
      readonly givenTo?: { readonly stage: StageId; readonly inputs: Readonly<Record<string, Json>> }
    }
  /** Another name for a key, for instance a misspelt one. What it holds stays, at its place. */
  | { readonly type: 'rename-key'; readonly path: EditPath; readonly to: string }

/** What a stage is given to know; `stage` null: what every stage is. */
export type ContextEdit = { readonly stage: StageId | null } & (
  | { readonly type: 'add-context'; readonly module: string }
  | { readonly type: 'remove-context'; readonly module: string }
  /** `optional`: a run may start without it. */
  | { readonly type: 'set-context-need'; readonly module: string; readonly need: 'required' | 'optional' }
  /** Null: the usual one. */
  | { readonly type: 'set-context-budget'; readonly tokens: number | null }
)

/** Who is asked where a person is needed, and how long they have. Null takes the setting out. */
export interface EscalationEdit {
  readonly type: 'set-escalation'
  readonly stage: StageId
  readonly setting: EscalationSetting
  readonly value: Json
}

export type EscalationSetting =
  | 'to'
  | 'sla'
  | 'remind'
  | 'on_breach'
  | 'calendar'
  | 'form'
  | 'instructions'
  | 'four_eyes'
  | 'priority'

/**
 * How sure is sure enough, and what it is measured by. Null takes the setting out; without a threshold or a target
 * nothing of the gate stays. A gate has one of the two: either takes the place of the other.
 */
export type GateEdit = { readonly type: 'set-gate'; readonly stage: StageId } & (
  | { readonly setting: 'threshold' | 'target_error'; readonly value: number | null }
  | { readonly setting: 'samples' | 'audit_rate'; readonly value: number | null }
  | { readonly setting: 'review_between'; readonly value: readonly [from: number, to: number] | null }
)

/** What starts runs by itself. `trigger`: its id. */
export type TriggerEdit =
  | { readonly type: 'add-trigger'; readonly trigger: NewTrigger }
  | { readonly type: 'remove-trigger'; readonly trigger: string }
  | ({ readonly type: 'set-trigger'; readonly trigger: string } & TriggerSetting)

/** As it will stand in the document, without its id. */
export type NewTrigger =
  | { readonly type: 'schedule'; readonly cron: string; readonly timezone: string }
  | { readonly type: 'event'; readonly event: string }

/** Null takes it out. */
export type TriggerSetting =
  | { readonly setting: 'cron' | 'timezone' | 'event'; readonly value: string }
  | {
      readonly setting: 'starts_on' | 'ends_on' | 'jitter' | 'catch_up_window' | 'filter' | 'dedupe'
      readonly value: string | null
    }
  | { readonly setting: 'overlap'; readonly value: ScheduleTrigger['overlap'] | null }
  | { readonly setting: 'catch_up'; readonly value: ScheduleTrigger['catchUp'] | null }
  | { readonly setting: 'catch_up_max' | 'pause_after'; readonly value: number | null }
  | { readonly setting: 'enabled'; readonly value: boolean | null }
  | { readonly setting: 'inputs'; readonly value: JsonObject | null }

/** Where stages stand on the canvas, in px. */
export interface PlaceEdit {
  readonly type: 'place-stages'
  readonly places: ReadonlyMap<StageId, Place>
}

export interface Place {
  readonly x: number
  readonly y: number
}

/** As it will stand in the document, without `depends_on`: that follows from the edit. */
export type NewStage = JsonObject & { readonly id: StageId }

export type StageSetting =
  | 'name'
  | 'description'
  | 'instructions'
  | 'join'
  | 'when'
  | 'on_skip'
  | 'inputs'
  | 'outputs'
  | 'gate'
  | 'escalation'
  | 'context_policy'
  | 'budget'
  | 'timeout'
  | 'retry'
  | 'on_error'
  | 'on_reject'
  | 'effect'

type WorkflowSetting =
  | 'name'
  | 'description'
  | 'tags'
  | 'owner'
  | 'venture'
  | 'inputs'
  | 'roles'
  | 'context_policy'
  | 'defaults'
  | 'triggers'
  | 'outputs'
  | 'budget'

/** Why an edit was not made. The document is as it was. */
export type EditRefusal =
  | EditError
  | { readonly code: 'stage-unknown'; readonly stage: StageId }
  | { readonly code: 'stage-exists'; readonly stage: StageId }
  | { readonly code: 'trigger-unknown'; readonly trigger: string }
  /** `from` comes after `to` already: each would wait for the other. */
  | { readonly code: 'edit-loop'; readonly from: StageId; readonly to: StageId }
  /** A text of it is over its bound, both in characters. */
  | { readonly code: 'edit-too-long'; readonly characters: number; readonly max: number }
  /** It would bring code into the document. */
  | { readonly code: 'edit-code' }
