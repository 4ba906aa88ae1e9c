import type { JsonObject } from '../../../core/basics/json.ts'
import type { TriggerSetting } from '../../../core/edit/workflow-edit.ts'
import type { WrittenEvent } from '../../derive/trigger-draft.ts'

/** Changes one setting of a trigger. */
export type SetTrigger = (change: TriggerSetting) => void

export interface EventFieldsProps {
  readonly event: WrittenEvent
  /** Of what a run is given. */
  readonly schema: JsonObject
  readonly onSet: SetTrigger
}
