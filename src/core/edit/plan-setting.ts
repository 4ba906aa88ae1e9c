import type { Json } from '../basics/json.ts'
import type { Result } from '../basics/result.ts'
import { ok } from '../basics/result.ts'
import type { DocumentEdit, EditPath } from '../workflow/plan-change.ts'
import type { StageList } from './stage-list.ts'
import { positionOf } from './stage-list.ts'
import type { EditRefusal, SettingEdit } from './workflow-edit.ts'

export function planSetting(stages: StageList, edit: SettingEdit): Result<readonly DocumentEdit[], EditRefusal> {
  if (edit.type === 'set-workflow') return ok([setOrRemove([edit.setting], edit.value)])
  const position = positionOf(stages, edit.stage)
  return position.ok ? ok([setOrRemove(['stages', position.value, edit.setting], edit.value)]) : position
}

function setOrRemove(path: EditPath, value: Json): DocumentEdit {
  return value === null ? { path, remove: true } : { path, value }
}
