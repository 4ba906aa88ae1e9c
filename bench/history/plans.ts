import type { Plan, PlannedPerformer, PlannedStage } from '../../src/core/plan/plan.ts'
import type { StageId, WorkflowId } from '../../src/core/workflow/workflow.ts'
import { aCapability, after, aPlan, aStage, sha256 } from '../../test/support/runs.ts'

const TAKE_IN = 'take-in' as StageId
export const LOOK_UP = 'look-up' as StageId
export const DRAFT = 'draft' as StageId
const CHECK = 'check' as StageId
export const SEND = 'send' as StageId

const WORK_CHARTS = [
  ['complaints', 'Answer complaints'],
  ['invoices', 'Check invoices'],
  ['returns', 'Take back goods'],
  ['orders', 'Confirm orders'],
  ['contracts', 'Renew contracts'],
  ['applications', 'Sort applications'],
  ['deliveries', 'Follow deliveries'],
  ['reviews', 'Thank for reviews'],
] as const
/** What is 1 in the first version is stricter in each later one. */
const VERSIONS = [0.6, 0.7, 0.8] as const
const MINUTE_MS = 60_000

/** A plan with the digest that it is stored under. */
export interface StoredPlan {
  readonly digest: string
  readonly plan: Plan
}

/** Three versions of each of eight WorkCharts, by WorkChart. In every second one a person does the fourth stage. */
export const PLANS: readonly (readonly StoredPlan[])[] = WORK_CHARTS.map(([id, name], index) =>
  VERSIONS.map((threshold) => stored({ id: id as WorkflowId, name, threshold, isChecked: index % 2 === 0 })),
)

interface Terms {
  readonly id: WorkflowId
  readonly name: string
  readonly threshold: number
  readonly isChecked: boolean
}

function stored(terms: Terms): StoredPlan {
  const plan = planOf(terms)
  return { digest: sha256(JSON.stringify(plan)), plan }
}

function planOf({ id, name, threshold, isChecked }: Terms): Plan {
  const stages = [
    aStage(TAKE_IN, { name: 'Take in', inputs: { text: '${{ inputs.text }}' } }),
    aStage(LOOK_UP, { name: 'Look up the order', dependsOn: after(TAKE_IN), primary: skill('look-up', 'Look up') }),
    aStage(DRAFT, {
      name: 'Draft an answer',
      dependsOn: after(LOOK_UP),
      primary: { ...skill('writer', 'Writer'), confidence: 'reported' },
      gate: { kind: 'threshold', threshold, auditRate: 0.02 },
      retry: { ...aStage('any').retry, maximumAttempts: 1 },
      onError: 'fail',
    }),
    checking(isChecked),
    aStage(SEND, { name: 'Send it', dependsOn: after(CHECK), primary: skill('send', 'Send') }),
  ]
  const digest = sha256(`${id} ${threshold}`)
  return aPlan(stages, {
    workflow: { id, name, digest },
    inputs: { text: { schema: { type: 'string' }, required: true } },
  })
}

function checking(isChecked: boolean): PlannedStage {
  const primary: PlannedPerformer = isChecked
    ? { kind: 'human', ref: 'human:lena', name: 'Lena' }
    : skill('check', 'Check')
  return aStage(CHECK, {
    name: 'Check the answer',
    dependsOn: after(DRAFT),
    primary,
    escalation: { to: ['human:lena', 'human:tom'], slaMs: 240 * MINUTE_MS, onBreach: [] },
  })
}

function skill(name: string, title: string) {
  return aCapability({ ref: `skill:${name}`, name: title, digest: sha256(name), confidence: 'none' })
}
