import type { Json } from '../basics/json.ts'
import type { Result } from '../basics/result.ts'
import { ok } from '../basics/result.ts'
import type { DocumentEdit } from '../workflow/plan-change.ts'
import { mapAt } from './map-at.ts'
import { positionOf, stageListIn } from './stage-list.ts'
import { takeOut } from './take-out.ts'
import type { EditRefusal, GateEdit } from './workflow-edit.ts'

/** Of these a gate has one. */
const OTHER_MEASURE: Readonly<Partial<Record<GateEdit['setting'], string>>> = {
  threshold: 'target_error',
  target_error: 'threshold',
}

/** One setting of a gate. What it says of the others stays as it is written; a gate that is no map gives way. */
export function planGateEdit(document: Json, edit: GateEdit): Result<readonly DocumentEdit[], EditRefusal> {
  const position = positionOf(stageListIn(document), edit.stage)
  if (!position.ok) return position
  const { setting, value } = edit
  const path = ['stages', position.value, 'gate']
  const gate = mapAt(document, path)
  const other = OTHER_MEASURE[setting]
  if (value === null) return ok(takeOut(gate, path, other === undefined ? [setting] : Object.keys(gate)))
  if (Object.keys(gate).length === 0) return ok([{ path, value: { [setting]: value } }])
  const givesWay: readonly DocumentEdit[] = other === undefined ? [] : [{ path: [...path, other], remove: true }]
  return ok([{ path: [...path, setting], value }, ...givesWay])
}
