import type { Json, JsonObject } from '../basics/json.ts'
import type { Result } from '../basics/result.ts'
import { ok } from '../basics/result.ts'
import type { DocumentEdit, EditPath } from '../workflow/plan-change.ts'
import { mapAt } from './map-at.ts'
import { positionOf, stageListIn } from './stage-list.ts'
import { takeOut } from './take-out.ts'
import type { ContextEdit, EditRefusal } from './workflow-edit.ts'

/** Modules stand in two lists: `modules` names them, and those in `optional` too may be absent. */
export function planContext(document: Json, edit: ContextEdit): Result<readonly DocumentEdit[], EditRefusal> {
  const path = policyPath(document, edit.stage)
  if (!path.ok) return path
  const policy = { path: path.value, map: mapAt(document, path.value) }
  switch (edit.type) {
    case 'add-context':
      return ok(withItem(policy, 'modules', edit.module))
    case 'remove-context':
      return ok(withoutModule(policy, edit.module))
    case 'set-context-need':
      return ok(
        edit.need === 'optional'
          ? withItem(policy, 'optional', edit.module)
          : withoutItem(policy, 'optional', edit.module),
      )
    case 'set-context-budget':
      return ok(
        edit.tokens === null
          ? takeOut(policy.map, policy.path, ['budget_tokens'])
          : [{ path: [...policy.path, 'budget_tokens'], value: edit.tokens }],
      )
  }
}

interface Policy {
  readonly path: EditPath
  readonly map: JsonObject
}

type List = 'modules' | 'optional'

function policyPath(document: Json, stage: ContextEdit['stage']): Result<EditPath, EditRefusal> {
  if (stage === null) return ok(['context_policy'])
  const position = positionOf(stageListIn(document), stage)
  return position.ok ? ok(['stages', position.value, 'context_policy']) : position
}

function withItem({ path, map }: Policy, list: List, module: string): readonly DocumentEdit[] {
  const items = itemsIn(map, list)
  return items.includes(module) ? [] : [{ path: [...path, list, items.length], insert: module }]
}

/** A list of one goes with its last item. */
function withoutItem({ path, map }: Policy, list: List, module: string): readonly DocumentEdit[] {
  const items = itemsIn(map, list)
  const at = items.indexOf(module)
  if (at === -1) return []
  return items.length === 1 ? takeOut(map, path, [list]) : [{ path: [...path, list, at], remove: true }]
}

function withoutModule(policy: Policy, module: string): readonly DocumentEdit[] {
  const emptied = (['modules', 'optional'] as const).filter((list) => isAll(itemsIn(policy.map, list), module))
  const rest = (['modules', 'optional'] as const).filter((list) => !emptied.includes(list))
  return [...rest.flatMap((list) => withoutItem(policy, list, module)), ...takeOut(policy.map, policy.path, emptied)]
}

function isAll(items: readonly Json[], module: string): boolean {
  return items.length === 1 && items[0] === module
}

function itemsIn(map: JsonObject, list: List): readonly Json[] {
  const items = map[list]
  return Array.isArray(items) ? items : []
}
