import type { Effect, GateSetting, GateTerms, Stage, StageDefaults } from '../workflow/workflow.ts'
import type { Cast } from './cast-stage.ts'
import { checkTarget } from './check-target.ts'
import type { PlannedGate } from './plan.ts'
import { planMeasures } from './plan-measures.ts'
import type { StageWords } from './stage-problem.ts'

export interface GatePlan {
  readonly gate: PlannedGate
  readonly problems: readonly StageWords[]
}

export interface GateRequest {
  readonly stage: Stage
  readonly defaults: StageDefaults
  readonly cast: Cast
  /** Of the whole stage. */
  readonly effect: Effect
}

/**
 * The gate of a stage: its own, else the default one where a gate can stand. A gate that can not stand where its author
 * put it, or that nothing could ever pass, is an error.
 */
export function planGate(request: GateRequest): GatePlan {
  const { stage, defaults } = request
  const misplaced = whyMisplaced(request)
  if (misplaced !== undefined) {
    return { gate: { kind: 'none' }, problems: isClosed(stage.gate) ? [misplaced] : [] }
  }
  return judgeGate(stage.gate ?? defaults.gate, request)
}

function isClosed(gate: GateSetting | undefined): boolean {
  return gate !== undefined && gate.kind !== 'none'
}

function whyMisplaced({ stage, cast, effect }: GateRequest): StageWords | undefined {
  const { primary } = cast
  if (primary.performer.kind === 'human' || primary.reference.kind === 'workflow') return onPerson(stage, cast)
  return effect === 'pure' ? undefined : onEffect(stage, effect)
}

function onPerson({ id }: Stage, { primary }: Cast): StageWords {
  return {
    code: 'gate-on-person',
    message: `The stage \`${id}\` has a gate, but \`${primary.performer.ref}\` does it and gives no confidence.`,
    help: 'Remove the gate.',
    pointer: '/gate',
  }
}

function onEffect({ id }: Stage, effect: Effect): StageWords {
  return {
    code: 'gate-on-effect',
    message: `The stage \`${id}\` has a gate, but its effect is \`${effect}\`: the gate would judge what is already done.`,
    help: 'Put the gate on the stage before it.',
    pointer: '/gate',
  }
}

function judgeGate(gate: GateSetting | undefined, { stage, cast }: GateRequest): GatePlan {
  if (gate === undefined || gate.kind === 'none') return { gate: { kind: 'none' }, problems: [] }
  const { measures, problems } = planMeasures(gate, { stage, cast })
  const { auditRate, segments } = gate
  const terms = {
    ...(auditRate === undefined ? {} : { auditRate }),
    ...measures,
    ...(segments === undefined ? {} : { segments }),
  }
  const planned = { ...measureOf(gate), ...terms }
  const unpassable = canPass(planned, cast) ? [] : [neverPasses(stage, cast)]
  return { gate: planned, problems: [...problems, ...unpassable, ...checkTarget(gate, stage)] }
}

type Closed = Exclude<GateSetting, { readonly kind: 'none' }>

function measureOf(gate: Closed) {
  return gate.kind === 'threshold'
    ? ({ kind: 'threshold', threshold: gate.threshold } as const)
    : ({ kind: 'target-error', target: gate.targetError } as const)
}

/** Someone who is not here may give a confidence once they are: until then a person does the stage anyway. */
function canPass({ samples, reviewBetween }: GateTerms, { primary: { performer }, reviewer }: Cast): boolean {
  if (performer.kind !== 'capability' || performer.confidence !== 'none' || samples !== undefined) return true
  return reviewer !== undefined && reviewBetween === undefined
}

function neverPasses({ id }: Stage, { primary }: Cast): StageWords {
  return {
    code: 'gate-cannot-pass',
    message: `Nothing can pass the gate of the stage \`${id}\`: \`${primary.performer.ref}\` never says how sure it is.`,
    help: 'Add a reviewer who is always asked, or write `gate: none`.',
    pointer: '/gate',
  }
}
