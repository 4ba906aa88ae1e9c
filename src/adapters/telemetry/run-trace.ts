import type { Timestamp } from '../../core/basics/timestamp.ts'
import type { Plan, PlannedGate, PlannedPerformer } from '../../core/plan/plan.ts'

/** What is known of a run that has not ended, for spans that will end. */
export interface RunTrace {
  readonly run: string
  readonly workflow: string
  readonly planned: ReadonlyMap<string, PlannedPart>
  startedAt: Timestamp
  cause: string
  readonly stages: Map<string, StageTrace>
  /** Facts that were taken in; the next one has the next number. */
  facts: number
}

/** What of a stage's plan is told. */
interface PlannedPart {
  readonly primary: PlannedPerformer
  readonly review: PlannedPerformer | undefined
  readonly gate: PlannedGate['kind']
}

export interface StageTrace {
  readyAt: Timestamp
  attempts: number
  attempt: AttemptTrace | undefined
  readonly tasks: Map<string, TaskTrace>
}

export interface AttemptTrace {
  readonly number: number
  readonly step: 'primary' | 'review'
  readonly begunAt: Timestamp
  /** When a model was last heard of: its next turn began then. */
  heardAt: Timestamp
  turns: number
}

interface TaskTrace {
  readonly openedAt: Timestamp
  readonly reason: string
}

export function newTrace(run: string, plan: Plan): RunTrace {
  const planned = plan.stages.map(
    ({ id, primary, reviewer, gate }) => [id, { primary, review: reviewer, gate: gate.kind }] as const,
  )
  return {
    run,
    workflow: plan.workflow.id,
    planned: new Map(planned),
    startedAt: 0 as Timestamp,
    cause: 'manual',
    stages: new Map(),
    facts: 0,
  }
}
