import type { Result } from '../basics/result.ts'
import { ok } from '../basics/result.ts'
import type { DocumentEdit, EditPath } from '../workflow/plan-change.ts'
import type { ListedStage, StageList } from './stage-list.ts'
import { positionOf } from './stage-list.ts'
import type { EditRefusal, RoleEdit } from './workflow-edit.ts'

export function planRole(stages: StageList, edit: RoleEdit): Result<readonly DocumentEdit[], EditRefusal> {
  const position = positionOf(stages, edit.stage)
  if (!position.ok) return position
  const roles: EditPath = ['stages', position.value, 'roles']
  const { tools } = stages[position.value] as ListedStage
  switch (edit.type) {
    case 'bind-role':
      return ok([{ path: [...roles, edit.role], value: edit.to }])
    case 'unbind-role':
      return ok([{ path: [...roles, edit.role], remove: true }])
    case 'add-tool':
      return ok(tools.includes(edit.tool) ? [] : [{ path: [...roles, 'tools', tools.length], insert: edit.tool }])
    case 'remove-tool':
      return ok(withoutTool(tools, [...roles, 'tools'], edit.tool))
  }
}

/** An empty list says nothing, so it goes too. */
function withoutTool(tools: ListedStage['tools'], path: EditPath, tool: string): readonly DocumentEdit[] {
  const at = tools.indexOf(tool)
  if (at === -1) return []
  return [{ path: tools.length === 1 ? path : [...path, at], remove: true }]
}
