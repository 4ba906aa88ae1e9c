import type { Json } from '../basics/json.ts'
import { canonicalJson } from '../basics/json.ts'
import type { StageId } from '../workflow/workflow.ts'
import type { Plan, PlannedPerformer, PlannedStage } from './plan.ts'

/** One thing that is not as it was planned. */
export interface Drift {
  /** Null: the workflow itself. */
  readonly stage: StageId | null
  /** A sentence: what changed, and from what to what. */
  readonly message: string
}

/** Everything in which a plan made now differs from one that was made before. None: the same plan, to the byte. */
export function driftBetween(saved: Plan, now: Plan): readonly Drift[] {
  if (sameJson(saved, now)) return []
  const before = new Map(saved.stages.map((stage) => [stage.id, stage]))
  const after = new Map(now.stages.map((stage) => [stage.id, stage]))
  const gone = saved.stages.filter(({ id }) => !after.has(id))
  return [
    ...driftOfWorkflow(saved, now),
    ...gone.map(({ id, name }) => ({ stage: id, message: `The stage "${name}" is gone.` })),
    ...now.stages.flatMap((stage) => driftOfStage(before.get(stage.id), stage)),
  ]
}

/** Stages are compared one by one, so that only what is around them is compared here. */
function driftOfWorkflow(saved: Plan, now: Plan): readonly Drift[] {
  const order = ({ stages }: Plan) => stages.map(({ id }) => id)
  return [
    ...changed(saved.workflow.digest, now.workflow.digest, 'The document of the WorkChart has changed.'),
    ...changed(saved.inputs, now.inputs, 'What the run is given, or its usual values, have changed.'),
    ...changed(saved.outputs, now.outputs, 'What the run returns has changed.'),
    ...changed(order(saved), order(now), 'There are other stages, or they stand in another order.'),
  ].map((message) => ({ stage: null, message }))
}

function driftOfStage(saved: PlannedStage | undefined, now: PlannedStage): readonly Drift[] {
  const { id: stage, name } = now
  if (saved === undefined) return [{ stage, message: `The stage "${name}" is new.` }]
  const { primary, tools, reviewer, context, gate, ...rest } = now
  const { primary: who, tools: which, reviewer: checker, context: knows, gate: limit, ...settings } = saved
  const sentences = [
    ...changedPerformer(who, primary),
    ...changed(which, tools, 'What it may use has changed.'),
    ...changed(checker ?? null, reviewer ?? null, 'Who reviews it has changed.'),
    ...changed(knows, context, 'What it knows has changed.'),
    ...changed(limit, gate, 'When a person is asked has changed.'),
    ...changed(settings, rest, 'Its settings have changed.'),
  ]
  return sentences.map((message) => ({ stage, message }))
}

function changedPerformer(saved: PlannedPerformer, now: PlannedPerformer): readonly string[] {
  if (saved.ref !== now.ref) return [`Who does it was ${saved.ref} and is ${now.ref}.`]
  if (saved.kind !== now.kind)
    return [`Who does it, ${now.ref}, ${now.kind === 'capability' ? 'can' : 'can not'} do it now.`]
  return changed(saved, now, `Who does it, ${now.ref}, is not the same as when it was planned.`)
}

function changed(saved: unknown, now: unknown, message: string): readonly string[] {
  return sameJson(saved, now) ? [] : [message]
}

/** Plans are plain JSON, and so is every part of one. */
function sameJson(left: unknown, right: unknown): boolean {
  return canonicalJson(left as Json) === canonicalJson(right as Json)
}
