import { referencesIn } from '../expression/references-in.ts'
import { holdsExpression } from '../expression/template.ts'
import { validateJson } from '../schema/validate-json.ts'
import type { StageId } from '../workflow/workflow.ts'
import type { Plan, PlannedCapability, PlannedPerformer, PlannedStage } from './plan.ts'
import { textsIn } from './texts-in.ts'

/** What a test carries out instead of the plan, and which stages no machine does in it. */
export interface TestPlan {
  readonly plan: Plan
  /** In the plan's order. */
  readonly heldBack: readonly StageId[]
}

/**
 * A plan that only reads. A stage whose effect is not `pure` is held back: where a later stage reads what it must give,
 * the tester is asked for it; else the run goes on as if it had given nothing.
 */
export function planForTest(plan: Plan): TestPlan {
  const read = stagesRead(plan)
  return {
    plan: { ...plan, stages: plan.stages.map((stage) => stageForTest(stage, read)) },
    heldBack: plan.stages.filter(isHeldBack).map(({ id }) => id),
  }
}

interface HeldBack extends PlannedStage {
  readonly primary: PlannedCapability
}

/** People decide for themselves, and are asked in a test as they are in a run. */
function isHeldBack(stage: PlannedStage): stage is HeldBack {
  return stage.primary.kind === 'capability' && stage.effect !== 'pure'
}

function stageForTest(stage: PlannedStage, read: ReadonlySet<string>): PlannedStage {
  if (!isHeldBack(stage)) return withSafeReviewer(stage)
  return read.has(stage.id) && needsOutputs(stage) ? askTester(stage) : goOnWithout(stage)
}

/** A reviewer that does more than read would be performed like anybody else. */
function withSafeReviewer(stage: PlannedStage): PlannedStage {
  const { reviewer } = stage
  if (reviewer?.kind !== 'capability' || reviewer.effect === 'pure') return stage
  return { ...stage, reviewer: absent(reviewer, `${reviewer.name} is held back in a test.`) }
}

function needsOutputs({ outputs }: PlannedStage): boolean {
  return outputs !== undefined && validateJson(outputs, {}).length > 0
}

function askTester(stage: HeldBack): PlannedStage {
  const { primary } = stage
  const reason = `Held back in a test: ${primary.name} was not done. Later stages use what it gives, so say what that would have been.`
  return { ...unreviewed(stage), primary: absent(primary, reason) }
}

/** What it must give is not asked for: nothing was done that could give it. */
function goOnWithout(stage: HeldBack): PlannedStage {
  const { outputs: _, ...free } = unreviewed(stage)
  return { ...free, primary: { ...stage.primary, effect: stage.effect } }
}

/** No machine answers, so there is nothing to review. (A stage that is not pure has no gate.) */
function unreviewed({ reviewer: _, ...stage }: PlannedStage): PlannedStage {
  return stage
}

function absent({ ref, name }: PlannedPerformer, reason: string): PlannedPerformer {
  return { kind: 'unavailable', ref, name, reason }
}

/** The stages whose outputs are read by others or by the run's own outputs. */
function stagesRead({ stages, outputs }: Plan): ReadonlySet<string> {
  const texts = stages.flatMap(({ when, inputs }) => [
    ...(when === undefined ? [] : [when]),
    ...textsIn(inputs ?? null).filter(holdsExpression),
  ])
  const reads = [...texts, ...Object.values(outputs)].flatMap((text) => referencesIn(text).stages)
  return new Set(reads.filter(({ field }) => field === 'outputs' || field === null).map(({ stage }) => stage))
}
