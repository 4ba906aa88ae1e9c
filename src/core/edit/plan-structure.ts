import { known } from '../basics/known.ts'
import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import type { Dependencies } from '../workflow/dependencies.ts'
import { dependenciesOf } from '../workflow/dependencies.ts'
import type { DocumentEdit } from '../workflow/plan-change.ts'
import type { StageId } from '../workflow/workflow.ts'
import type { StageList } from './stage-list.ts'
import { positionOf } from './stage-list.ts'
import type { EditRefusal, NewStage, StructureEdit } from './workflow-edit.ts'

/** The list as it will be, and what each stage of it is to wait for. */
export interface Structure {
  readonly listEdits: readonly DocumentEdit[]
  readonly stages: StageList
  readonly wanted: Dependencies
}

type Planned = Result<Structure, EditRefusal>
type EditOf<T extends StructureEdit['type']> = Extract<StructureEdit, { readonly type: T }>

/**
 * What an edit of the structure changes in the document. A stage that says nothing waits for the one before it in the
 * list: where the edit would thereby change what waits for what, `depends_on` is written.
 */
export function planStructure(stages: StageList, edit: StructureEdit): Result<readonly DocumentEdit[], EditRefusal> {
  const structure = structureAfter(stages, edit)
  if (!structure.ok) return structure
  return ok([...structure.value.listEdits, ...writtenDependencies(structure.value)])
}

function structureAfter(stages: StageList, edit: StructureEdit): Planned {
  switch (edit.type) {
    case 'add-stage':
      return added(stages, edit)
    case 'add-stages':
      return addedAll(stages, edit)
    case 'insert-stage':
      return inserted(stages, edit)
    case 'remove-stage':
      return removed(stages, edit)
    case 'connect':
      return connected(stages, edit)
    case 'disconnect':
      return disconnected(stages, edit)
    case 'replace-dependency':
      return redirected(stages, edit)
    case 'move-stage':
      return moved(stages, edit)
  }
}

export function writtenDependencies({ stages, wanted }: Structure): readonly DocumentEdit[] {
  const implied = dependenciesOf({ stages })
  const seen = new Set<StageId>()
  return stages.flatMap(({ id }, index): DocumentEdit[] => {
    const value = known(wanted.get(id))
    const isSaid = seen.has(id) || isSame(known(implied.get(id)), value)
    seen.add(id)
    return isSaid ? [] : [{ path: ['stages', index, 'depends_on'], value }]
  })
}

function isSame(left: readonly StageId[], right: readonly StageId[]): boolean {
  return left.length === right.length && left.every((id, index) => id === right[index])
}

/** In the list it follows the last of those it waits for. */
function added(stages: StageList, { stage, after }: EditOf<'add-stage'>): Planned {
  const unknown = after.find((id) => !stages.some((listed) => listed.id === id))
  if (unknown !== undefined) return err({ code: 'stage-unknown', stage: unknown })
  const last = stages.findLastIndex(({ id }) => after.includes(id))
  return withNew(stages, { stage, at: last === -1 ? stages.length : last + 1, after })
}

/** The first as one alone, the others behind it. */
function addedAll(stages: StageList, { stages: entering, after }: EditOf<'add-stages'>): Planned {
  const [first, ...others] = entering
  if (first === undefined) return ok({ listEdits: [], stages, wanted: dependenciesOf({ stages }) })
  const structure = added(stages, { type: 'add-stage', stage: first, after })
  if (!structure.ok) return structure
  const repeated = firstRepeated([...structure.value.stages, ...others].map(({ id }) => id))
  if (repeated !== undefined) return err({ code: 'stage-exists', stage: repeated })
  const at = structure.value.stages.findIndex(({ id }) => id === first.id)
  return ok({
    listEdits: [...structure.value.listEdits, { path: ['stages'], append: others, after: at }],
    stages: structure.value.stages.toSpliced(at + 1, 0, ...others.map(({ id }) => ({ id, tools: [] }))),
    wanted: new Map([
      ...structure.value.wanted,
      ...others.map(({ id }, index) => [id, [known(entering[index]).id]] as const),
    ]),
  })
}

function firstRepeated(ids: readonly StageId[]): StageId | undefined {
  const seen = new Set<StageId>()
  return ids.find((id) => seen.size === seen.add(id).size)
}

interface Entering {
  readonly stage: NewStage
  readonly at: number
  readonly after: readonly StageId[]
}

function withNew(stages: StageList, { stage, at, after }: Entering): Planned {
  if (stages.some(({ id }) => id === stage.id)) return err({ code: 'stage-exists', stage: stage.id })
  return ok({
    listEdits: [{ path: ['stages', at], insert: stage }],
    stages: stages.toSpliced(at, 0, { id: stage.id, tools: [] }),
    wanted: new Map([...dependenciesOf({ stages }), [stage.id, after]]),
  })
}

function inserted(stages: StageList, { stage, from, to }: EditOf<'insert-stage'>): Planned {
  const [before, after] = [positionOf(stages, from), positionOf(stages, to)]
  if (!before.ok) return before
  if (!after.ok) return after
  const structure = withNew(stages, { stage, at: before.value + 1, after: [from] })
  if (!structure.ok) return structure
  return ok(replaceIn(structure.value, to, (ids) => replaced(ids, from, [stage.id])))
}

function removed(stages: StageList, { stage }: EditOf<'remove-stage'>): Planned {
  const position = positionOf(stages, stage)
  if (!position.ok) return position
  const before = dependenciesOf({ stages })
  const bridge = known(before.get(stage))
  return ok({
    listEdits: [
      { path: ['stages', position.value], remove: true },
      { path: ['view', 'positions', stage], remove: true },
    ],
    stages: stages.toSpliced(position.value, 1),
    wanted: new Map([...before].map(([id, ids]) => [id, replaced(ids, stage, bridge)])),
  })
}

/** `id` gives its place to others; who stands in the list already does not stand in it twice. */
function replaced(ids: readonly StageId[], id: StageId, by: readonly StageId[]): readonly StageId[] {
  if (!ids.includes(id)) return ids
  return [...new Set(ids.flatMap((each) => (each === id ? by : [each])))]
}

function connected(stages: StageList, { from, to }: EditOf<'connect'>): Planned {
  const both = bothKnown(stages, [from, to])
  if (!both.ok) return both
  if (comesAfter(both.value.wanted, from, to)) return err({ code: 'edit-loop', from, to })
  return ok(replaceIn(both.value, to, (ids) => (ids.includes(from) ? ids : [...ids, from])))
}

function disconnected(stages: StageList, { from, to }: EditOf<'disconnect'>): Planned {
  const both = bothKnown(stages, [from, to])
  return both.ok ? ok(replaceIn(both.value, to, (ids) => ids.filter((id) => id !== from))) : both
}

function redirected(stages: StageList, { stage, from, to }: EditOf<'replace-dependency'>): Planned {
  const both = bothKnown(stages, to === null ? [stage] : [stage, to])
  if (!both.ok) return both
  if (to !== null && comesAfter(both.value.wanted, to, stage)) return err({ code: 'edit-loop', from: to, to: stage })
  return ok(replaceIn(both.value, stage, (ids) => replaced(ids, from, to === null ? [] : [to])))
}

function moved(stages: StageList, { stage, to }: EditOf<'move-stage'>): Planned {
  const from = positionOf(stages, stage)
  if (!from.ok) return from
  const order = [...stages]
  order.splice(to, 0, ...order.splice(from.value, 1))
  return ok({
    listEdits: [{ path: ['stages', from.value], moveTo: to }],
    stages: order,
    wanted: dependenciesOf({ stages }),
  })
}

function bothKnown(stages: StageList, ids: readonly StageId[]): Planned {
  const unknown = ids.map((id) => positionOf(stages, id)).find((position) => !position.ok)
  if (unknown !== undefined && !unknown.ok) return unknown
  return ok({ listEdits: [], stages, wanted: dependenciesOf({ stages }) })
}

function replaceIn(
  { wanted, ...structure }: Structure,
  stage: StageId,
  by: (ids: readonly StageId[]) => readonly StageId[],
): Structure {
  return { ...structure, wanted: new Map(wanted).set(stage, by(known(wanted.get(stage)))) }
}

/** Whether a stage is another one, or waits for it at any distance. */
function comesAfter(dependencies: Dependencies, stage: StageId, other: StageId): boolean {
  const seen = new Set<StageId>()
  const open = [stage]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === other) return true
    if (seen.has(id)) continue
    seen.add(id)
    open.push(...(dependencies.get(id) ?? []))
  }
  return false
}
