import type { Json } from '../basics/json.ts'
import { isJsonObject } from '../basics/json.ts'
import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import type { DocumentEdit } from '../workflow/plan-change.ts'
import { freeId } from '../workflow/slug.ts'
import { mapAt } from './map-at.ts'
import type { EditRefusal, ScheduleEdit } from './workflow-edit.ts'

/** Schedules stand among the other triggers of the document. A new one gets an id of its own. */
export function planSchedule(document: Json, edit: ScheduleEdit): Result<readonly DocumentEdit[], EditRefusal> {
  const triggers = triggersIn(document)
  if (edit.type === 'add-schedule') return ok([added(triggers, edit)])
  const at = triggers.findIndex((trigger) => isJsonObject(trigger) && trigger['id'] === edit.schedule)
  if (at === -1) return err({ code: 'schedule-unknown', schedule: edit.schedule })
  if (edit.type === 'remove-schedule')
    return ok([{ path: triggers.length === 1 ? ['triggers'] : ['triggers', at], remove: true }])
  const path = ['triggers', at, edit.setting]
  return ok([edit.value === null ? { path, remove: true } : { path, value: edit.value }])
}

function triggersIn(document: Json): readonly Json[] {
  const { triggers } = mapAt(document, [])
  return Array.isArray(triggers) ? triggers : []
}

function added(
  triggers: readonly Json[],
  { cron, timezone }: Extract<ScheduleEdit, { readonly type: 'add-schedule' }>,
): DocumentEdit {
  const taken = new Set(triggers.flatMap((trigger) => (isJsonObject(trigger) ? [String(trigger['id'])] : [])))
  const schedule = { id: freeId('schedule', taken), type: 'schedule', cron, timezone }
  return { path: ['triggers', triggers.length], insert: schedule }
}
