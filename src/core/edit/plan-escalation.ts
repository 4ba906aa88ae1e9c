import type { Json } from '../basics/json.ts'
import type { Result } from '../basics/result.ts'
import { ok } from '../basics/result.ts'
import type { DocumentEdit } from '../workflow/plan-change.ts'
import { mapAt } from './map-at.ts'
import { positionOf, stageListIn } from './stage-list.ts'
import { takeOut } from './take-out.ts'
import type { EditRefusal, EscalationEdit } from './workflow-edit.ts'

/** One setting of the way to people. What the stage says of the others stays as it is written. */
export function planEscalation(document: Json, edit: EscalationEdit): Result<readonly DocumentEdit[], EditRefusal> {
  const position = positionOf(stageListIn(document), edit.stage)
  if (!position.ok) return position
  const path = ['stages', position.value, 'escalation']
  if (edit.value === null) return ok(takeOut(mapAt(document, path), path, [edit.setting]))
  return ok([{ path: [...path, edit.setting], value: edit.value }])
}
