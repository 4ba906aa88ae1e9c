import { known } from '../basics/known.ts'
import type { StageId } from '../workflow/workflow.ts'
import type { PlannedStage } from './plan.ts'
import type { PlanProblem } from './plan-report.ts'

/** What is wrong with gates once it is known who does what, with what, and what follows. */
export function checkGates(
  stages: readonly PlannedStage[],
  batches: readonly (readonly StageId[])[],
): readonly PlanProblem[] {
  const byId = new Map(stages.map((stage) => [stage.id, stage]))
  const inOrder = batches.flat().map((id) => known(byId.get(id)))
  return stages.flatMap((stage, index) => [
    ...unknownInputs(stage).map((input) => noSegmentInput(stage, index, input)),
    ...effectsBehind(stage, inOrder).map((effect) => trustsContent(stage, index, effect)),
  ])
}

/** By which answers are told apart, and which the stage is not given. */
function unknownInputs({ gate, inputs = {} }: PlannedStage): readonly string[] {
  if (gate.kind === 'none' || gate.segments === undefined) return []
  return [gate.segments.input].filter((input) => !Object.hasOwn(inputs, input))
}

function noSegmentInput({ id }: PlannedStage, index: number, input: string): PlanProblem {
  return {
    code: 'segment-input-unknown',
    severity: 'error',
    stage: id,
    message: `The gate of the stage \`${id}\` tells answers apart by \`${input}\`, which the stage is not given.`,
    help: 'Name one of the inputs of the stage, or give it this one.',
    pointer: `/stages/${index}/gate/segments/input`,
  }
}

/**
 * A promise is worked out from what people found of answers nobody had tampered with. How sure an AI says it is can be
 * written by whoever wrote what it reads: where something acts on the world next, that is no ground to let it through.
 */
function effectsBehind(stage: PlannedStage, inOrder: readonly PlannedStage[]): readonly PlannedStage[] {
  if (!isSelfScored(stage)) return []
  const reached = new Set<StageId>([stage.id])
  const found: PlannedStage[] = []
  for (const next of inOrder) {
    if (!next.dependsOn.some((id) => reached.has(id)) || next.primary.kind !== 'capability') continue
    if (next.effect !== 'pure') found.push(next)
    if (next.reviewer?.kind !== 'human') reached.add(next.id)
  }
  return found.slice(0, 1)
}

/** Whether what decides is the number that an AI gave for itself. */
function isSelfScored({ gate, primary, reviewer }: PlannedStage): boolean {
  if (gate.kind !== 'target-error' || primary.kind !== 'capability') return false
  const mayBeTold = primary.run.type !== 'builtin' && primary.confidence === 'reported'
  return mayBeTold && gate.samples === undefined && (reviewer === undefined || gate.reviewBetween !== undefined)
}

function trustsContent({ id, primary }: PlannedStage, index: number, effect: PlannedStage): PlanProblem {
  return {
    code: 'gate-trusts-content',
    severity: 'error',
    stage: id,
    message: `What \`${primary.ref}\` reads can tell it how sure to be, and "${effect.name}" would act on that without a person in between.`,
    help: 'Write `samples: 3`, let a skill review every answer, or put a stage that a person does in between.',
    pointer: `/stages/${index}/gate`,
  }
}
