import { known } from '../basics/known.ts'
import { referencesIn } from '../expression/references-in.ts'
import type { Dependencies } from '../workflow/dependencies.ts'
import type { JsonSchema, Stage, StageId, Workflow } from '../workflow/workflow.ts'
import type { Cast } from './cast-stage.ts'
import type { CatalogEntry } from './catalog.ts'
import { checkCast, checkEffect } from './check-cast.ts'
import { strictestEffect } from './effect.ts'
import type { InputMatch } from './match-inputs.ts'
import { matchInputs } from './match-inputs.ts'
import { packContext } from './pack-context.ts'
import { pinContext } from './pin-context.ts'
import type { PlannedStage } from './plan.ts'
import { planGate } from './plan-gate.ts'
import type { PlanProblem } from './plan-report.ts'
import { escalationOf, onErrorOf, retryOf, timeoutOf } from './stage-defaults.ts'
import { promisedOutputs } from './stage-outputs.ts'
import { stageProblem } from './stage-problem.ts'

/** A stage whose performers and outputs are known. */
export interface CastStage {
  readonly stage: Stage
  /** Its place in the workflow's list. */
  readonly index: number
  readonly cast: Cast
  /** Undefined: free. */
  readonly outputs: JsonSchema | undefined
}

/** What planning one stage needs to know about the others. */
export interface StageScene {
  readonly workflow: Workflow
  readonly dependencies: Dependencies
  readonly catalog: ReadonlyMap<string, CatalogEntry>
  /** What each stage promises. */
  readonly outputs: ReadonlyMap<StageId, JsonSchema | undefined>
  readonly sha256: (text: string) => string
}

export interface StagePlan {
  readonly planned: PlannedStage
  /** The texts that were put together for it. */
  readonly texts: readonly string[]
  readonly problems: readonly PlanProblem[]
}

/** Applies every default to one stage and says what is wrong with it. */
export function planStage(subject: CastStage, scene: StageScene): StagePlan {
  const { stage, index, cast, outputs } = subject
  const { defaults, contextPolicy } = scene.workflow
  const ownEffect = strictestEffect([cast.primary, ...cast.tools].map((member) => member.effect))
  const effect = strictestEffect([ownEffect, stage.effect ?? 'pure'])
  const { gate, problems: gateProblems } = planGate({ stage, defaults, cast, effect })
  const place = order(stage, known(scene.dependencies.get(stage.id)))
  const { inputs, problems: inputProblems } = inputsOf(subject, place.dependsOn, scene)
  const words = [...checkCast(stage, cast), ...gateProblems, ...inputProblems, ...checkEffect(stage, ownEffect)]
  const { context, texts } = pinContext(packContext([contextPolicy, stage.contextPolicy], scene.catalog), scene.sha256)
  const planned: PlannedStage = {
    ...describe(stage),
    ...place,
    ...performers(cast),
    ...(inputs === undefined ? {} : { inputs }),
    ...(outputs === undefined ? {} : { outputs }),
    gate,
    escalation: escalationOf(stage, defaults),
    context,
    ...(stage.budget === undefined ? {} : { budget: stage.budget }),
    timeoutMs: timeoutOf(stage, cast.primary.performer, defaults),
    retry: retryOf(stage, defaults),
    onError: onErrorOf(stage, cast.primary.performer, defaults),
    onReject: stage.onReject ?? 'fail',
    effect,
  }
  return { planned, texts, problems: words.map((each) => stageProblem(stage, index, each)) }
}

function describe({ id, name, description, instructions }: Stage): Pick<PlannedStage, 'id' | 'name'> {
  return {
    id,
    name: name ?? id,
    ...(description === undefined ? {} : { description }),
    ...(instructions === undefined ? {} : { instructions }),
  }
}

type Order = Pick<PlannedStage, 'dependsOn' | 'join' | 'readsOutcomeOf' | 'onSkip'>

function order(stage: Stage, dependsOn: readonly StageId[]): Order {
  return {
    dependsOn,
    join: stage.join ?? 'all',
    ...(stage.when === undefined ? {} : { when: stage.when }),
    readsOutcomeOf: stage.when === undefined ? [] : outcomesIn(stage.when),
    onSkip: stage.onSkip ?? 'propagate',
  }
}

function outcomesIn(when: string): readonly StageId[] {
  const read = referencesIn(when).stages.filter(({ field }) => field === 'outcome')
  return [...new Set(read.map(({ stage }) => stage as StageId))]
}

type Performers = Pick<PlannedStage, 'primary' | 'boundBy' | 'tools' | 'reviewer'>

function performers({ primary, tools, reviewer }: Cast): Performers {
  return {
    primary: primary.performer,
    boundBy: primary.layer,
    tools: tools.map(({ performer }) => performer),
    ...(reviewer === undefined ? {} : { reviewer: reviewer.performer }),
  }
}

function inputsOf({ stage, cast }: CastStage, dependsOn: readonly StageId[], scene: StageScene): InputMatch {
  const { performer } = cast.primary
  return matchInputs({
    stage,
    contract: performer.kind === 'capability' ? performer.input : undefined,
    workflowInputs: scene.workflow.inputs,
    givers: dependsOn.map((id) => [id, promisedOutputs(scene.outputs.get(id))]),
  })
}
