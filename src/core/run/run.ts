import type { JsonObject } from '../basics/json.ts'
import type { Timestamp } from '../basics/timestamp.ts'
import type { Plan } from '../plan/plan.ts'
import type { ActorId, RunId } from './ids.ts'
import type { RunCause, RunOrigin, RunOutcome } from './run-event.ts'
import type { StageTable } from './stage-table.ts'

/** One execution of one plan: a fold over its history. Never changed, only followed by the next one. */
export interface Run {
  readonly id: RunId
  /** The number of facts so far. */
  readonly version: number
  readonly plan: Plan
  readonly planDigest: string
  readonly inputs: JsonObject
  /** Goes into the digests of inputs on receipts. */
  readonly salt: string
  readonly title?: string
  readonly cause: RunCause
  readonly origin?: RunOrigin
  readonly startedBy: ActorId
  readonly startedAt: Timestamp
  readonly phase: RunPhase
  readonly stages: StageTable
  /** Absent: it holds what it was given, gave and was told. */
  readonly erased?: RunErased
}

/** Who had that erased, and when. */
interface RunErased {
  readonly by: ActorId
  readonly at: Timestamp
}

export type RunPhase =
  | { readonly type: 'open' }
  | { readonly type: 'paused'; readonly by: ActorId; readonly at: Timestamp }
  | {
      readonly type: 'finished'
      readonly outcome: RunOutcome
      readonly outputs: JsonObject
      readonly at: Timestamp
      readonly problem?: string
    }

/** What people see. `waiting`: only people or times are due. */
export type RunStatus = 'running' | 'waiting' | 'paused' | RunOutcome

/** Those of a run that has not ended. */
export const OPEN_STATUSES = ['running', 'waiting', 'paused'] as const satisfies readonly RunStatus[]

export function runStatus(run: Run): RunStatus {
  if (run.phase.type === 'finished') return run.phase.outcome
  if (run.phase.type === 'paused') return 'paused'
  const { ready, running } = run.stages.counts
  return ready + running > 0 ? 'running' : 'waiting'
}

export function isFinished(run: Run): boolean {
  return run.phase.type === 'finished'
}
