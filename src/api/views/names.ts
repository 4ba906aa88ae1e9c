import type { PlannedContext, PlannedPerformer, PlannedStage } from '../../core/plan/plan.ts'
import { actorName } from '../../core/run/view/words.ts'
import { workKind } from '../../core/run/view/work-kind.ts'
import type { WorkflowSummary } from '../../engine/workflows.ts'
import type { Actor, Context, Performer, StageName } from '../contract/basics.ts'

export function actorView(id: string): Actor {
  return { id, name: actorName(id) }
}

export function actorOrNull(id: string | null): Actor | null {
  return id === null ? null : actorView(id)
}

/** The names of WorkCharts by their ids. */
export function workflowNames(charts: readonly Pick<WorkflowSummary, 'id' | 'name'>[]): ReadonlyMap<string, string> {
  return new Map(charts.map(({ id, name }) => [id, name]))
}

export function performerView(performer: PlannedPerformer): Performer {
  const reason = performer.kind === 'unavailable' ? performer.reason : null
  return { kind: workKind(performer), ref: performer.ref, name: performer.name, reason }
}

export function stageNameView({ id, name }: Pick<PlannedStage, 'id' | 'name'>): StageName {
  return { id, name }
}

export function contextView({ budgetTokens, usedTokens, modules, omitted, packSha256 }: PlannedContext): Context {
  return { budgetTokens, usedTokens, modules, omitted, ...(packSha256 === undefined ? {} : { packSha256 }) }
}
