import type { Json } from '../basics/json.ts'
import { canonicalJson, isJsonObject } from '../basics/json.ts'
import { known } from '../basics/known.ts'
import type { StageId } from '../workflow/workflow.ts'
import type { ChartStage } from './chart.ts'
import { idsIn } from './chart.ts'
import { stageChanges, waitsAlike } from './compare.ts'
import type { Merge } from './conflict.ts'
import { sideToTake } from './conflict.ts'
import { inMergedOrder } from './merge-order.ts'
import { keysOf, mergeSettings } from './merge-settings.ts'
import { isAlike, valueWith } from './settings.ts'
import type { Side, ThreeWay } from './three-way.ts'
import { mapThree, sideThatChanged } from './three-way.ts'

type Stages = ReadonlyMap<StageId, ChartStage>

/** The stages of both, as a list for the document. */
export function mergeStages(merge: Merge, three: ThreeWay<Stages>): readonly Json[] {
  const kept = keptStages(merge, three)
  const isGone = (id: StageId) => three.base.has(id) && !kept.has(id)
  const bridges = mapThree(three, (stages) => bridgeOver(three, stages, isGone))
  const merged = new Map([...kept].map(([id, from]) => [id, mergeStage(merge, { id, from, bridges })]))
  return withWaits(inMergedOrder(merge, three, { kept: merged, name: 'stages' }))
}

/** Who has a stage that stays: both, or only the one. */
type From = Side | 'both'

function keptStages(merge: Merge, three: ThreeWay<Stages>): ReadonlyMap<StageId, From> {
  const isGone = (id: StageId) => three.base.has(id) && !(three.mine.has(id) && three.theirs.has(id))
  const bridges = mapThree(three, (stages) => bridgeOver(three, stages, isGone))
  const kept = new Map<StageId, From>()
  for (const id of keysOf(three)) {
    const stage = mapThree(three, (stages) => stages.get(id))
    const from = whoKeeps(merge, { id, stage, bridged: mapThree(bridges, (bridge) => bridge(id)) })
    if (from !== undefined) kept.set(id, from)
  }
  return kept
}

interface Fate {
  readonly id: StageId
  readonly stage: ThreeWay<ChartStage | undefined>
  /** With what it waits for once what somebody took away is left out. */
  readonly bridged: ThreeWay<ChartStage | undefined>
}

/** A stage that one has taken away goes, unless the other has changed it meanwhile: then a person is asked. */
function whoKeeps(merge: Merge, { id, stage, bridged }: Fate): From | undefined {
  const { base, mine, theirs } = stage
  if (mine !== undefined && theirs !== undefined) return 'both'
  const holder = mine === undefined ? 'theirs' : 'mine'
  if (base === undefined) return holder
  const changes = (before: ChartStage | undefined, after: ChartStage | undefined) => stageChanges(id, before, after)
  const isSame = (left: ChartStage | undefined, right: ChartStage | undefined) => saysTheSame(changes(left, right))
  const side = sideToTake(merge, bridged, { key: `stage ${id}`, isSame, changes })
  return stage[side] === undefined ? undefined : side
}

function saysTheSame(changes: ReturnType<typeof stageChanges>): boolean {
  return changes.every(({ type }) => type === 'note-changed')
}

type Bridge = (id: StageId) => ChartStage | undefined

/** Stages that wait, in the place of what is gone, for what that waited for. What was missing before stays missing. */
function bridgeOver({ base }: ThreeWay<Stages>, stages: Stages, isGone: (id: StageId) => boolean): Bridge {
  return (id) => {
    const stage = stages.get(id)
    const over = (each: StageId) => (stages.has(each) ? behind(base, each, isGone) : [each])
    return stage && { ...stage, waits: [...new Set(stage.waits.flatMap(over))] }
  }
}

/** The stage itself, or what stands behind it and is not gone. */
function behind(base: Stages, stage: StageId, isGone: (id: StageId) => boolean): readonly StageId[] {
  const seen = new Set<StageId>()
  const open = [stage]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (!seen.has(id) && isGone(id)) open.push(...known(base.get(id)).waits.toReversed())
    seen.add(id)
  }
  return [...seen].filter((id) => !isGone(id))
}

interface Merging {
  readonly id: StageId
  readonly from: From
  readonly bridges: ThreeWay<Bridge>
}

interface MergedStage {
  readonly value: Json
  readonly waits: readonly StageId[]
  /** `depends_on` as somebody has written it. */
  readonly written: Json | undefined
}

function mergeStage(merge: Merge, { id, from, bridges }: Merging): MergedStage {
  const stage = mapThree(bridges, (bridge) => bridge(id))
  if (from !== 'both') {
    const { settings, waits, written } = known(stage[from])
    return { value: valueWith(settings.values()), waits, written }
  }
  const settings = mergeSettings(
    merge,
    id,
    mapThree(stage, (each) => each?.settings ?? NO_SETTINGS),
  )
  const changes = (before: ChartStage | undefined, after: ChartStage | undefined) =>
    stageChanges(id, before, after).filter(({ type }) => type === 'waits-changed')
  const isSame = (left: ChartStage | undefined, right: ChartStage | undefined) =>
    left !== undefined && right !== undefined && waitsAlike(left.waits, right.waits)
  const side = sideToTake(merge, stage, { key: `waits ${id}`, isSame, changes })
  return { value: valueWith(settings), waits: known(stage[side]).waits, written: writtenOf(stage) }
}

const NO_SETTINGS: ChartStage['settings'] = new Map()

function writtenOf(stage: ThreeWay<ChartStage | undefined>): Json | undefined {
  const written = mapThree(stage, (each) => each?.written)
  const side = sideThatChanged(written, isAlike)
  if (side !== 'both') return written[side]
  // Both are right, so that either will do: the same one whoever is called mine.
  return [written.mine, written.theirs].filter((text) => text !== undefined).toSorted(byText)[0]
}

function byText(left: Json, right: Json): number {
  return canonicalJson(left) < canonicalJson(right) ? -1 : 1
}

/** As somebody has written it where that is still right; else only where the place in the list says something else. */
function withWaits(stages: readonly (readonly [string, MergedStage])[]): readonly Json[] {
  return stages.map(([, { value, waits, written }], index) => {
    if (!isJsonObject(value)) return value
    const before = stages.slice(Math.max(index - 1, 0), index).map(([id]) => id as StageId)
    const isRight = (text: Json | undefined) => waitsAlike(idsIn(text) ?? before, waits)
    if (isRight(written)) return written === undefined ? value : { ...value, depends_on: written }
    return isRight(undefined) ? value : { ...value, depends_on: waits }
  })
}
