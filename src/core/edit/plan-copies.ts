import type { Json } from '../basics/json.ts'
import { isJsonObject } from '../basics/json.ts'
import { known } from '../basics/known.ts'
import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import { renameInExpression, renameInTemplate } from '../expression/rename-stages.ts'
import { holdsExpression } from '../expression/template.ts'
import { dependenciesOf } from '../workflow/dependencies.ts'
import type { DocumentEdit } from '../workflow/plan-change.ts'
import { freeId } from '../workflow/slug.ts'
import type { StageId } from '../workflow/workflow.ts'
import type { CopiedStage } from './copied-stage.ts'
import { stagesOf } from './copied-stages.ts'
import { writtenDependencies } from './plan-structure.ts'
import type { StageList } from './stage-list.ts'
import { positionsIn, stageListIn } from './stage-list.ts'
import type { CopyEdit, EditRefusal } from './workflow-edit.ts'

/** How far beside its original a copy of a stage stands that somebody has placed, in px. */
const BESIDE = 40

type Planned = Result<readonly DocumentEdit[], EditRefusal>

/** Stages that enter together, each with what it is to wait for. */
interface Entering {
  readonly at: number
  readonly copies: readonly Pick<CopiedStage, 'id' | 'stage' | 'after'>[]
}

/** Copies get ids of their own, and wait for and read each other as their originals do. */
export function planCopies(document: Json, edit: CopyEdit): Planned {
  const listed = stageListIn(document)
  return edit.type === 'paste-stages' ? pasted(listed, edit) : duplicated(document, listed, edit)
}

function pasted(listed: StageList, { copied, after }: Extract<CopyEdit, { type: 'paste-stages' }>): Planned {
  const unknown = after.find((id) => !listed.some((stage) => stage.id === id))
  if (unknown !== undefined) return err({ code: 'stage-unknown', stage: unknown })
  const renamed = freshIds(listed, copied)
  const copies = copied
    .map((copy) => renew(copy, renamed))
    .map((copy) => (copy.after.length === 0 ? { ...copy, after } : copy))
  return ok(enter(listed, { at: endOf(listed, after), copies }))
}

function duplicated(
  document: Json,
  listed: StageList,
  { stages }: Extract<CopyEdit, { type: 'duplicate-stages' }>,
): Planned {
  const originals = stagesOf(document, stages)
  if (!originals.ok) return originals
  const renamed = freshIds(listed, originals.value)
  const dependencies = dependenciesOf({ stages: listed })
  const copies = originals.value.map((copy) => {
    const after = known(dependencies.get(copy.id)).map((id) => renamed.get(id) ?? id)
    return { ...renew(copy, renamed), after }
  })
  return ok([...enter(listed, { at: endOf(listed, stages), copies }), ...besideThem(document, renamed)])
}

/** After the last of these in the list; after none of them, at the end of it. */
function endOf(listed: StageList, stages: readonly StageId[]): number {
  const last = listed.findLastIndex(({ id }) => stages.includes(id))
  return last === -1 ? listed.length : last + 1
}

function freshIds(listed: StageList, copies: readonly CopiedStage[]): ReadonlyMap<StageId, StageId> {
  const taken = new Set<string>(listed.map(({ id }) => id))
  return new Map(
    copies.map(({ id }) => {
      const fresh = freeId(id, taken) as StageId
      taken.add(fresh)
      return [id, fresh]
    }),
  )
}

function renew({ id, stage, after }: CopiedStage, renamed: ReadonlyMap<StageId, StageId>): CopiedStage {
  const fresh = known(renamed.get(id))
  const keys = Object.entries(stage).map(([key, value]) => [key, renameIn(key, value, renamed)])
  return {
    id: fresh,
    stage: { ...Object.fromEntries(keys), id: fresh },
    after: after.map((other) => known(renamed.get(other))),
  }
}

/** A condition is an expression as a whole; everywhere else expressions stand in braces. */
function renameIn(key: string, value: Json, renamed: ReadonlyMap<StageId, StageId>): Json {
  if (typeof value === 'string')
    return key === 'when' && !holdsExpression(value)
      ? renameInExpression(value, renamed)
      : renameInTemplate(value, renamed)
  if (Array.isArray(value)) return value.map((item) => renameIn('', item, renamed))
  if (!isJsonObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([inner, item]) => [inner, renameIn('', item, renamed)]))
}

function enter(listed: StageList, { at, copies }: Entering): readonly DocumentEdit[] {
  const stages = listed.toSpliced(at, 0, ...copies.map(({ id }) => ({ id, tools: [] })))
  const wanted = new Map([
    ...dependenciesOf({ stages: listed }),
    ...copies.map(({ id, after }) => [id, after] as const),
  ])
  const listEdits = copies.map(({ stage }, index) => ({ path: ['stages', at + index], insert: stage }))
  return [...listEdits, ...writtenDependencies({ listEdits, stages, wanted })]
}

/** A copy of a stage that somebody has placed must not cover it. */
function besideThem(document: Json, renamed: ReadonlyMap<StageId, StageId>): readonly DocumentEdit[] {
  const positions = positionsIn(document)
  return [...renamed].flatMap(([id, fresh]) => {
    const [x, y] = Array.isArray(positions[id]) ? positions[id] : []
    if (typeof x !== 'number' || typeof y !== 'number') return []
    return [{ path: ['view', 'positions', fresh], value: [x + BESIDE, y + BESIDE] }]
  })
}
