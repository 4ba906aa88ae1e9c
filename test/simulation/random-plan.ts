import type { JsonObject } from '../../src/core/basics/json.ts'
import type { Plan, PlannedCapability, PlannedStage } from '../../src/core/plan/plan.ts'
import type { StageId, WorkflowId } from '../../src/core/workflow/workflow.ts'
import { aCapability, aPlan, aStage, NOBODY, PERSON } from '../support/runs.ts'
import type { Chance } from './chance.ts'

const STAGES_MIN = 3
const STAGES_MAX = 8
const DEPENDENCIES_MAX = 3
const SECOND = 1_000
const MINUTE = 60 * SECOND

const OUTPUTS: NonNullable<PlannedStage['outputs']> = {
  type: 'object',
  properties: { v: { type: 'integer' } },
  required: ['v'],
}

/** A plan such as a document without mistakes could make. */
export function randomPlan(chance: Chance, name: string): Plan {
  const stages: PlannedStage[] = []
  for (let count = chance.from(STAGES_MIN, STAGES_MAX); count > 0; count -= 1) stages.push(randomStage(chance, stages))
  return aPlan(stages, {
    workflow: { id: name as WorkflowId, name, digest: `digest of ${name}` },
    inputs: { n: { schema: { type: 'integer' }, required: false, default: 2 } },
    outputs: chance.in(0.3) ? { last: `\${{ stages.${stages.at(-1)?.id}.outcome }}` } : {},
  })
}

function randomStage(chance: Chance, before: readonly PlannedStage[]): PlannedStage {
  const effect = chance.pick(['pure', 'idempotent', 'once-or-ask'] as const)
  const primary = randomPrimary(chance, effect)
  const isPerson = primary.kind === 'human'
  return aStage(`s${before.length + 1}`, {
    ...dependenciesOf(chance, before),
    primary,
    effect,
    ...(chance.in(0.4) ? { outputs: OUTPUTS } : {}),
    ...(effect === 'pure' ? { gate: randomGate(chance) } : {}),
    ...(isPerson || !chance.in(0.2) ? {} : { reviewer: randomReviewer(chance) }),
    escalation: {
      to: ['human:lena'],
      slaMs: chance.from(1, 20) * MINUTE,
      onBreach: chance.in(0.3) ? [{ afterMs: chance.from(0, 5) * MINUTE, to: ['human:tom'] }] : [],
    },
    timeoutMs: chance.in(isPerson ? 0.2 : 0.7) ? chance.from(5, isPerson ? 600 : 60) * SECOND : null,
    retry: {
      maximumAttempts: chance.from(1, 3),
      initialIntervalMs: chance.from(0, 5) * SECOND,
      backoffCoefficient: 2,
      maximumIntervalMs: MINUTE,
      nonRetryable: chance.in(0.1) ? ['timeout'] : [],
    },
    onError: chance.pick(['escalate', 'escalate', 'fail', 'continue'] as const),
    onReject: chance.pick(['fail', 'continue'] as const),
    onSkip: chance.pick(['propagate', 'continue'] as const),
  })
}

function randomPrimary(chance: Chance, effect: PlannedStage['effect']): PlannedStage['primary'] {
  if (chance.in(0.12)) return PERSON
  return chance.in(0.05) ? NOBODY : capability(effect)
}

function capability(effect: PlannedStage['effect']): PlannedCapability {
  return aCapability({ ref: `skill:${effect}`, effect })
}

function randomReviewer(chance: Chance): NonNullable<PlannedStage['reviewer']> {
  return chance.pick([PERSON, NOBODY, capability('pure'), capability('pure')])
}

function randomGate(chance: Chance): PlannedStage['gate'] {
  if (chance.in(0.6)) return { kind: 'none' }
  if (chance.in(0.2)) return { kind: 'target-error', target: 0.05 }
  return {
    kind: 'threshold',
    threshold: chance.pick([0.5, 0.8, 0.9]),
    ...(chance.in(0.5) ? { auditRate: 0.3 } : {}),
    ...(chance.in(0.3) ? { samples: chance.from(2, 5) } : {}),
    ...(chance.in(0.3) ? { reviewBetween: { from: 0.4, to: 0.9 } } : {}),
  }
}

type Dependencies = Pick<PlannedStage, 'dependsOn' | 'join' | 'readsOutcomeOf'> & {
  readonly when?: string
  readonly inputs: JsonObject
}

/** What it waits for, and what its condition and its inputs read of that. */
function dependenciesOf(chance: Chance, before: readonly PlannedStage[]): Dependencies {
  const wanted = Math.min(before.length, chance.from(0, DEPENDENCIES_MAX))
  const dependsOn = new Set<StageId>()
  while (dependsOn.size < wanted) dependsOn.add(chance.pick(before).id)
  const join = chance.pick(['all', 'any'] as const)
  if (dependsOn.size === 0) return { dependsOn: [], join, ...freeCondition(chance), inputs: {} }
  const read = chance.pick([...dependsOn])
  const inputs: JsonObject = chance.in(0.3) ? { n: '${{ inputs.n }}', v: `\${{ stages.${read}.outcome }}` } : {}
  return { dependsOn: [...dependsOn], join, ...condition(chance, read), inputs }
}

type Condition = Pick<Dependencies, 'readsOutcomeOf' | 'when'>

function condition(chance: Chance, read: StageId): Condition {
  if (!chance.in(0.35)) return freeCondition(chance)
  const outcome = chance.pick(['succeeded', 'failed', 'rejected'])
  return { readsOutcomeOf: [read], when: `stages.${read}.outcome == '${outcome}'` }
}

function freeCondition(chance: Chance): Condition {
  if (!chance.in(0.15)) return { readsOutcomeOf: [] }
  return { readsOutcomeOf: [], when: chance.pick(['inputs.n > 1', 'inputs.n > 2', 'inputs.nothing > 1']) }
}
