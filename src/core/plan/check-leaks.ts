import { known } from '../basics/known.ts'
import { referencesIn } from '../expression/references-in.ts'
import { holdsExpression } from '../expression/template.ts'
import type { StageId } from '../workflow/workflow.ts'
import type { PlannedCapability, PlannedPerformer, PlannedStage } from './plan.ts'
import type { PlanProblem } from './plan-report.ts'
import { textsIn } from './texts-in.ts'

/**
 * Where three things meet without a person between them, words from outside can make an AI send out what should stay
 * inside: content that anybody may have written, data that is the user's own, and something that acts on the world.
 * (S. Willison's "lethal trifecta".) A gate is no person: whoever steers an answer also steers how sure it claims to be.
 */
export function checkLeaks(
  stages: readonly PlannedStage[],
  batches: readonly (readonly StageId[])[],
): readonly PlanProblem[] {
  const places = new Map(stages.map((stage, index) => [stage.id, { stage, index }]))
  const flows = new Map<StageId, Flow>()
  const leaks: PlanProblem[] = []
  for (const { stage, index } of batches.flat().map((id) => known(places.get(id)))) {
    const own = within(stage, comingInto(stage, flows))
    flows.set(stage.id, isLookedAt(stage) ? NOTHING : own)
    if (canLeak(stage, own)) leaks.push(leak(stage, index))
  }
  return leaks
}

/** What words and data a stage's outputs may carry. */
interface Flow {
  /** Content from outside. */
  readonly isForeign: boolean
  /** The user's own data. */
  readonly isPrivate: boolean
  /** An AI wrote it after reading content from outside. */
  readonly isSteered: boolean
}

const NOTHING: Flow = { isForeign: false, isPrivate: false, isSteered: false }

function comingInto(stage: PlannedStage, flows: ReadonlyMap<StageId, Flow>): Flow {
  const { readsRun, stages } = readsOf(stage)
  const given = [...stages].flatMap((id) => flows.get(id) ?? [])
  return {
    isForeign: readsRun || given.some(({ isForeign }) => isForeign),
    isPrivate: given.some(({ isPrivate }) => isPrivate),
    isSteered: given.some(({ isSteered }) => isSteered),
  }
}

interface Reads {
  readonly readsRun: boolean
  readonly stages: ReadonlySet<StageId>
}

/** Who says nothing about inputs is given the run's inputs and what the stages before it pass on. */
function readsOf({ inputs, dependsOn }: PlannedStage): Reads {
  if (inputs === undefined) return { readsRun: true, stages: new Set(dependsOn) }
  const references = textsIn(inputs).filter(holdsExpression).map(referencesIn)
  return {
    readsRun: references.some((each) => each.inputs.length > 0),
    stages: new Set(references.flatMap((each) => each.stages.map(({ stage }) => stage as StageId))),
  }
}

function within(stage: PlannedStage, coming: Flow): Flow {
  const everyone = capabilitiesOf(stage)
  const isForeign = coming.isForeign || everyone.some(bringsForeign)
  return {
    isForeign,
    isPrivate: coming.isPrivate || stage.context.modules.length > 0 || everyone.some(readsPrivate),
    isSteered: coming.isSteered || (isForeign && everyone.some(isAi)),
  }
}

function capabilitiesOf({ primary, tools }: PlannedStage): readonly PlannedCapability[] {
  return [primary, ...tools].filter((performer: PlannedPerformer) => performer.kind === 'capability')
}

function isAi({ run }: PlannedCapability): boolean {
  return run.type === 'agent' || run.type === 'program'
}

function bringsForeign({ run }: PlannedCapability): boolean {
  return run.type === 'mcp'
}

function readsPrivate({ run }: PlannedCapability): boolean {
  return run.type === 'mcp' || run.type === 'program' || (run.type === 'builtin' && run.builtin === 'look-up-row')
}

/** A person who does a stage, or looks at every answer of it, reads what comes out before it goes on. */
function isLookedAt({ primary, reviewer }: PlannedStage): boolean {
  return primary.kind !== 'capability' || reviewer?.kind === 'human'
}

function canLeak(stage: PlannedStage, { isPrivate, isSteered }: Flow): boolean {
  return stage.primary.kind === 'capability' && stage.effect !== 'pure' && isPrivate && isSteered
}

function leak({ id, name, primary }: PlannedStage, index: number): PlanProblem {
  return {
    code: 'data-can-leak',
    severity: 'warning',
    stage: id,
    message: `Words from outside can reach what \`${primary.ref}\` does in the stage "${name}", together with data of your own, and no person looks at it in between.`,
    help: 'Put a stage that a person does before it, or let a person review the AI stage before it.',
    pointer: `/stages/${index}`,
  }
}
