import type { Json } from '../basics/json.ts'
import type { Result } from '../basics/result.ts'
import { ok } from '../basics/result.ts'
import type { DocumentEdit, EditPath } from '../workflow/plan-change.ts'
import type { StageId } from '../workflow/workflow.ts'
import { mapAt } from './map-at.ts'
import { positionOf, stageListIn } from './stage-list.ts'
import { takeOut } from './take-out.ts'
import type { EditRefusal, WiringEdit } from './workflow-edit.ts'

type Planned = Result<readonly DocumentEdit[], EditRefusal>

export function planWiring(document: Json, edit: WiringEdit): Planned {
  switch (edit.type) {
    case 'rename-key':
      return ok([{ path: edit.path, renameTo: edit.to }])
    case 'set-run-input':
      return planRunInput(document, edit)
    case 'set-inputs':
      return ofStage(document, edit.stage, { inputs: edit.inputs })
    case 'set-output':
      return ofStage(document, edit.stage, { outputs: { [edit.name]: edit.schema } })
  }
}

type EditOf<T extends WiringEdit['type']> = Extract<WiringEdit, { readonly type: T }>

function planRunInput(document: Json, { name, schema, givenTo }: EditOf<'set-run-input'>): Planned {
  const asked = setNames(document, ['inputs'], { [name]: schema })
  const given = givenTo === undefined ? ok([]) : ofStage(document, givenTo.stage, { inputs: givenTo.inputs })
  return given.ok ? ok([...asked, ...given.value]) : given
}

function ofStage(
  document: Json,
  stage: StageId,
  maps: Readonly<Record<string, Readonly<Record<string, Json>>>>,
): Planned {
  const position = positionOf(stageListIn(document), stage)
  if (!position.ok) return position
  const path: EditPath = ['stages', position.value]
  return ok(Object.entries(maps).flatMap(([key, named]) => setNames(document, [...path, key], named)))
}

/** Null takes a name out; a map in which nothing is left goes itself. */
function setNames(document: Json, path: EditPath, named: Readonly<Record<string, Json>>): readonly DocumentEdit[] {
  const given = Object.entries(named).filter(([, value]) => value !== null)
  const gone = Object.keys(named).filter((name) => named[name] === null)
  if (given.length === 0) return takeOut(mapAt(document, path), path, gone)
  return [
    ...given.map(([name, value]) => ({ path: [...path, name], value })),
    ...gone.map((name) => ({ path: [...path, name], remove: true }) as const),
  ]
}
