import type { JsonObject } from '../../../src/core/basics/json.ts'
import type { Plan, PlannedCapability, PlannedPerformer, PlannedStage } from '../../../src/core/plan/plan.ts'
import type { WorkflowId } from '../../../src/core/workflow/workflow.ts'
import { after, aPlan, aStage } from '../../support/runs.ts'
import type { Random } from '../../support/seeded.ts'
import { pick, randomFrom } from '../../support/seeded.ts'

/** How a stage's performer behaves; shares are of its attempts. */
export interface Behaviour {
  /** At most this long, milliseconds. */
  readonly workMs: number
  /** Ends with an error that it answered. */
  readonly failing: number
  /** Ends with the proof that it never began. */
  readonly notBegun: number
  /** Hands its result over as a file. */
  readonly artifacts: number
}

type Effect = PlannedStage['effect']

/** Different plans there are; a number from 0 on names one. */
export const PLANS = 32

/** A person's own stage and every other one takes these outputs. */
export const OUTPUTS: JsonObject = { value: 7 }

const SHAPES = [chain, fork, either, reviewed, long, hurried, once, audited]

/** The plan of this number: the same in every process. */
export function planOf(number: number): Plan {
  const shape = SHAPES[number % SHAPES.length] ?? chain
  const stages = shape(randomFrom(number + 1))
  const workflow = { id: `plan-${number}` as WorkflowId, name: `Plan ${number}`, digest: `w${number}` }
  return aPlan(stages, { workflow, inputs: { order: { schema: { type: 'string' }, required: true } } })
}

/** Each stage reads what the one before it gave. */
function chain(random: Random): readonly PlannedStage[] {
  const effects: readonly Effect[] = ['pure', 'idempotent', 'once-or-ask']
  return Array.from({ length: 5 }, (_, index) =>
    worked(`s${index}`, random, {
      effect: pick(effects, random),
      dependsOn: index === 0 ? [] : after(`s${index - 1}`),
      inputs: index === 0 ? { order: '${{ inputs.order }}' } : { seen: `\${{ stages.s${index - 1}.outputs.value }}` },
    }),
  )
}

/** Branches in parallel, one of them gated and one a person's, and a join of all. */
function fork(random: Random): readonly PlannedStage[] {
  return [
    worked('begin', random, { effect: 'idempotent' }),
    worked('left', random, { dependsOn: after('begin'), gate: { kind: 'threshold', threshold: 0.5 } }),
    worked('right', random, { dependsOn: after('begin'), effect: 'once-or-ask' }),
    asked('person', random, { dependsOn: after('begin') }),
    worked('end', random, { dependsOn: after('left', 'right', 'person'), effect: 'idempotent' }),
  ]
}

/** A join of any, and a stage that goes on after a failure. */
function either(random: Random): readonly PlannedStage[] {
  const failing = slimCapability('pure', { ...behaviour(random), failing: 0.8 })
  return [
    worked('shaky', random, { primary: failing, onError: 'continue' }),
    worked('steady', random, { effect: 'idempotent' }),
    worked('either', random, { dependsOn: after('shaky', 'steady'), join: 'any' }),
    worked('mend', random, {
      dependsOn: after('shaky'),
      readsOutcomeOf: after('shaky'),
      when: 'stages.shaky.outcome != "succeeded"',
      onSkip: 'continue',
      effect: 'once-or-ask',
    }),
    worked('end', random, { dependsOn: after('either', 'mend') }),
  ]
}

/** A second capability says how sure the first one may be. */
function reviewed(random: Random): readonly PlannedStage[] {
  return [
    worked('draft', random, {
      reviewer: slimCapability('pure', behaviour(random)),
      gate: { kind: 'threshold', threshold: 0.3 },
    }),
    worked('checked', random, { dependsOn: after('draft'), reviewer: person() }),
    worked('send', random, { dependsOn: after('draft', 'checked'), effect: 'once-or-ask' }),
  ]
}

/** Enough facts for snapshots. */
function long(random: Random): readonly PlannedStage[] {
  return Array.from({ length: 28 }, (_, index) =>
    worked(`s${index}`, random, {
      primary: slimCapability(index % 5 === 0 ? 'idempotent' : 'pure', { ...behaviour(random), workMs: 1 }),
      dependsOn: index < 4 ? [] : after(`s${index - 4}`),
    }),
  )
}

/** Time limits that are often too short. */
function hurried(random: Random): readonly PlannedStage[] {
  return [
    worked('first', random, { timeoutMs: 12 }),
    worked('second', random, { timeoutMs: 12, effect: 'once-or-ask' }),
    asked('person', random, { timeoutMs: 60, onError: 'continue' }),
    worked('end', random, {
      dependsOn: after('first', 'second', 'person'),
      readsOutcomeOf: after('person'),
      when: 'stages.person.outcome != "canceled"',
    }),
  ]
}

/** Many at once that must happen at most once. */
function once(random: Random): readonly PlannedStage[] {
  return Array.from({ length: 6 }, (_, index) => worked(`pay${index}`, random, { effect: 'once-or-ask' }))
}

/** Of the answers that pass, a person looks at some afterwards. */
function audited(random: Random): readonly PlannedStage[] {
  const gate = { kind: 'threshold', threshold: 0.1, auditRate: 0.5 } as const
  return [
    worked('sort', random, { gate }),
    worked('score', random, { gate }),
    asked('decide', random, { dependsOn: after('sort', 'score') }),
    worked('tell', random, { dependsOn: after('decide'), effect: 'idempotent' }),
  ]
}

function worked(id: string, random: Random, over: Partial<PlannedStage>): PlannedStage {
  const primary = over.primary ?? slimCapability(over.effect ?? 'pure', behaviour(random))
  const effect = primary.kind === 'capability' ? primary.effect : 'pure'
  const outputs = { type: 'object', required: ['value'], properties: { value: { type: 'number' } } }
  return aStage(id, {
    outputs,
    retry: RETRY,
    escalation: escalation(random),
    timeoutMs: 600_000,
    ...over,
    primary,
    effect,
  })
}

function asked(id: string, random: Random, over: Partial<PlannedStage>): PlannedStage {
  return aStage(id, { escalation: escalation(random), ...over, primary: person() })
}

function person(): PlannedPerformer {
  return { kind: 'human', ref: 'human:lena', name: 'Lena' }
}

const RETRY: PlannedStage['retry'] = {
  maximumAttempts: 4,
  initialIntervalMs: 4,
  backoffCoefficient: 2,
  maximumIntervalMs: 20,
  nonRetryable: [],
}

function escalation(random: Random): PlannedStage['escalation'] {
  const slaMs = 20 + Math.floor(random() * 200)
  return { to: ['human:lena'], slaMs, onBreach: [{ afterMs: 30, to: ['human:tom'] }] }
}

function behaviour(random: Random): Behaviour {
  return { workMs: 1 + Math.floor(random() * 30), failing: 0.1, notBegun: 0.05, artifacts: random() < 0.2 ? 1 : 0 }
}

/** A capability that the slim engine performs. */
export function slimCapability(effect: Effect, settings: Partial<Behaviour>): PlannedCapability {
  return {
    kind: 'capability',
    ref: 'skill:slim',
    name: 'A performer of the harness',
    digest: 'd1',
    files: [],
    run: { type: 'builtin', builtin: 'slim', settings: { ...settings } },
    confidence: 'reported',
    effect,
  }
}
