import type { Json } from '../basics/json.ts'
import { known } from '../basics/known.ts'
import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import { commentsIn } from '../workflow/comments.ts'
import { readJson } from '../workflow/edit-document.ts'
import type { WorkflowSource } from '../workflow/read-workflow.ts'
import type { StageId } from '../workflow/workflow.ts'
import type { Chart, ChartStage } from './chart.ts'
import { readCharts } from './chart.ts'
import type { Setting, Settings } from './settings.ts'
import { isAlike } from './settings.ts'
import { topicOf } from './topic.ts'
import type { WorkflowChange } from './workflow-change.ts'

/** Which of two texts has no single meaning. */
type Unreadable = 'before' | 'after'

/**
 * What is different between two texts of a WorkChart, whatever is right or wrong with them otherwise. Nothing that they
 * say differently is in no change, comments included.
 */
export function compareTexts(
  before: WorkflowSource,
  after: WorkflowSource,
): Result<readonly WorkflowChange[], Unreadable> {
  const [old, now] = [readJson(before), readJson(after)]
  if (!old.ok) return err('before')
  if (!now.ok) return err('after')
  return ok([...compareDocuments(old.value, now.value), ...commentChange(before, after)])
}

function commentChange(before: WorkflowSource, after: WorkflowSource): readonly WorkflowChange[] {
  const isSame = commentsIn(before).join('\n') === commentsIn(after).join('\n')
  return isSame ? [] : [{ type: 'note-changed', about: 'comment', stage: null, path: [] }]
}

/** The same for what the texts say. First the whole, then each stage in the order of the newer list, then what is gone. */
export function compareDocuments(before: Json, after: Json): readonly WorkflowChange[] {
  const [old, now] = readCharts([before, after])
  return compareCharts(known(old), known(now))
}

function compareCharts(before: Chart, after: Chart): readonly WorkflowChange[] {
  const [old, now] = [before.stages ?? NO_STAGES, after.stages ?? NO_STAGES]
  const ids = [...new Set([...now.keys(), ...old.keys()])]
  return [
    ...settingChanges(null, before.settings, after.settings),
    ...triggerChanges(before.triggers ?? NO_TRIGGERS, after.triggers ?? NO_TRIGGERS),
    ...ids.flatMap((id) => stageChanges(id, old.get(id), now.get(id))),
    ...orderChange(old, now, 'stages'),
  ]
}

const NO_STAGES: NonNullable<Chart['stages']> = new Map()
const NO_TRIGGERS: NonNullable<Chart['triggers']> = new Map()

/** What became of one stage; undefined: it was not, or is no longer, there. */
export function stageChanges(
  stage: StageId,
  before: ChartStage | undefined,
  after: ChartStage | undefined,
): readonly WorkflowChange[] {
  if (before === undefined) return after === undefined ? [] : [{ type: 'stage-added', stage, after: after.value }]
  if (after === undefined) return [{ type: 'stage-removed', stage, before: before.value }]
  return [...settingChanges(stage, before.settings, after.settings), ...waitsChange(stage, before, after)]
}

/** Whether two stages wait for the same ones, in whatever order they are written. */
export function waitsAlike(left: readonly StageId[], right: readonly StageId[]): boolean {
  return left.every((id) => right.includes(id)) && right.every((id) => left.includes(id))
}

function waitsChange(stage: StageId, before: ChartStage, after: ChartStage): readonly WorkflowChange[] {
  if (!waitsAlike(before.waits, after.waits))
    return [{ type: 'waits-changed', stage, before: before.waits, after: after.waits }]
  if (isAlike(before.written, after.written)) return []
  return [{ type: 'note-changed', about: 'spelling', stage, path: ['depends_on'] }]
}

function settingChanges(stage: StageId | null, before: Settings, after: Settings): readonly WorkflowChange[] {
  const pointers = [...new Set([...before.keys(), ...after.keys()])]
  return pointers.flatMap((pointer) => settingChange(stage, before.get(pointer), after.get(pointer)))
}

/** How one setting changed: no change or one. */
export function settingChange(
  stage: StageId | null,
  before: Setting | undefined,
  after: Setting | undefined,
): readonly WorkflowChange[] {
  if (isAlike(before?.value, after?.value)) return []
  const { path } = known(after ?? before)
  if (isPlace(stage, path)) return [{ type: 'note-changed', about: 'place', stage, path }]
  if (isEmptyList(path, before) && isEmptyList(path, after))
    return [{ type: 'note-changed', about: 'spelling', stage, path }]
  const topic = topicOf(path, stage === null ? 'whole' : 'stage')
  return [{ type: 'setting-changed', stage, topic, path, before: before?.value, after: after?.value }]
}

/** A list that is there says no more than one that is not; what is in it is told item by item. */
function isEmptyList([key, ...inner]: readonly string[], setting: Setting | undefined): boolean {
  const value = setting?.value ?? []
  return (key === 'stages' || key === 'triggers') && inner.length === 0 && Array.isArray(value) && value.length === 0
}

/** Where something is drawn. */
export function isPlace(stage: StageId | null, [key]: readonly string[]): boolean {
  return stage === null && key === 'view'
}

function triggerChanges(
  before: ReadonlyMap<string, Json>,
  after: ReadonlyMap<string, Json>,
): readonly WorkflowChange[] {
  const ids = [...new Set([...after.keys(), ...before.keys()])]
  const changes = ids.flatMap((trigger) => triggerChange(trigger, before.get(trigger), after.get(trigger)))
  return [...changes, ...orderChange(before, after, 'triggers')]
}

export function triggerChange(
  trigger: string,
  before: Json | undefined,
  after: Json | undefined,
): readonly WorkflowChange[] {
  return isAlike(before, after) ? [] : [{ type: 'trigger-changed', trigger, before, after }]
}

/** Only what both lists hold can have changed its place. */
export function orderChange(
  before: ReadonlyMap<string, unknown>,
  after: ReadonlyMap<string, unknown>,
  list: 'stages' | 'triggers',
): readonly WorkflowChange[] {
  const old = [...before.keys()].filter((id) => after.has(id))
  const now = [...after.keys()].filter((id) => before.has(id))
  const isSame = old.every((id, index) => id === now[index])
  return isSame ? [] : [{ type: 'note-changed', about: 'order', stage: null, path: [list] }]
}
