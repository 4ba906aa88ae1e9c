import type { StageWish } from '../../core/edit/new-stage.ts'
import { newStage } from '../../core/edit/new-stage.ts'
import type { WorkflowEdit } from '../../core/edit/workflow-edit.ts'
import type { StageId } from '../../core/workflow/workflow.ts'
import type { BuilderStage, Card } from './builder-view.ts'

/** Where the next stage goes. */
export type InsertPoint =
  | { readonly type: 'after'; readonly stages: readonly StageId[] }
  | { readonly type: 'edge'; readonly from: StageId; readonly to: StageId }

/** After the chosen stage, else after the last one of the list. */
export function usualPoint(stages: readonly BuilderStage[], selected: string | null): InsertPoint {
  const before = stages.find(({ id }) => id === selected) ?? stages.at(-1)
  return { type: 'after', stages: before === undefined ? [] : [before.id] }
}

/** Read beside the cards and announced after the deed. */
export function pointWords(point: InsertPoint, nameOf: (stage: string) => string): string {
  if (point.type === 'edge') return `between ${nameOf(point.from)} and ${nameOf(point.to)}`
  const [before] = point.stages
  return before === undefined ? 'as the first' : `after ${nameOf(before)}`
}

/** The edit that puts a new stage there. */
export function addAt(
  stages: readonly BuilderStage[],
  point: InsertPoint,
  wish: StageWish,
): Extract<WorkflowEdit, { readonly type: 'add-stage' | 'insert-stage' }> {
  const stage = newStage(wish, new Set(stages.map(({ id }) => id)))
  return point.type === 'edge'
    ? { type: 'insert-stage', stage, from: point.from, to: point.to }
    : { type: 'add-stage', stage, after: point.stages }
}

/**
 * What a card becomes that is dropped on a stage: a person looks at a machine's answers, a skill is something an agent may
 * use, and everything else does the stage from then on.
 */
export function giveRole({ ref, kind }: Card, { id: stage, primary }: BuilderStage): WorkflowEdit {
  if (kind === 'person' && !primary.startsWith('human:')) return { type: 'bind-role', stage, role: 'reviewer', to: ref }
  if (primary.startsWith('agent:') && !ref.startsWith('agent:')) return { type: 'add-tool', stage, tool: ref }
  return { type: 'bind-role', stage, role: 'primary', to: ref }
}
