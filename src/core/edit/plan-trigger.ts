import type { Json } from '../basics/json.ts'
import { isJsonObject } from '../basics/json.ts'
import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import type { DocumentEdit } from '../workflow/plan-change.ts'
import { freeId } from '../workflow/slug.ts'
import { mapAt } from './map-at.ts'
import type { EditRefusal, NewTrigger, TriggerEdit } from './workflow-edit.ts'

/** Schedules and event triggers stand among all triggers of the document. A new one gets an id of its own. */
export function planTrigger(document: Json, edit: TriggerEdit): Result<readonly DocumentEdit[], EditRefusal> {
  const triggers = triggersIn(document)
  if (edit.type === 'add-trigger') return ok([added(triggers, edit.trigger)])
  const at = triggers.findIndex((trigger) => isJsonObject(trigger) && trigger['id'] === edit.trigger)
  if (at === -1) return err({ code: 'trigger-unknown', trigger: edit.trigger })
  if (edit.type === 'remove-trigger')
    return ok([{ path: triggers.length === 1 ? ['triggers'] : ['triggers', at], remove: true }])
  const path = ['triggers', at, edit.setting]
  return ok([edit.value === null ? { path, remove: true } : { path, value: edit.value }])
}

function triggersIn(document: Json): readonly Json[] {
  const { triggers } = mapAt(document, [])
  return Array.isArray(triggers) ? triggers : []
}

function added(triggers: readonly Json[], trigger: NewTrigger): DocumentEdit {
  const taken = new Set(triggers.flatMap((each) => (isJsonObject(each) ? [String(each['id'])] : [])))
  return { path: ['triggers', triggers.length], insert: { id: freeId(trigger.type, taken), ...trigger } }
}
