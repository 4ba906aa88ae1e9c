import type { JsonObject } from '../core/basics/json.ts'
import type { Result } from '../core/basics/result.ts'
import type { Plan, PlannedCapability } from '../core/plan/plan.ts'
import type { Command } from '../core/run/command.ts'
import type { ActorId, OwnerId, RunId } from '../core/run/ids.ts'
import type { Refusal } from '../core/run/refusal.ts'
import type { RetryFrom } from '../core/run/retry-from.ts'
import type { Run } from '../core/run/run.ts'
import type { RunCause } from '../core/run/run-event.ts'
import type { Delivery } from './delivery.ts'
import type { Gates } from './gates.ts'
import type { Blobs, Clock, Ids, Performer } from './ports.ts'
import type { AppendOutcome, Store, Transition } from './store.ts'
import type { TriggerKeeper } from './trigger-keeper.ts'
import type { FiringRow, TriggerRow } from './trigger-row.ts'

/** Makes runs happen. What it has answered is durable. */
export interface Engine {
  /** Identifies this process as the performer of attempts. */
  readonly owner: OwnerId
  /** Starts a run, or gives back the one that the same id has already started. */
  readonly start: (order: StartOrder) => Promise<Result<Run, Refusal>>
  /** Starts a run together with the firing that caused it. `stale`: that instant already led to something. */
  readonly startFired: (order: StartOrder, firing: Firing) => Promise<Result<Run, Refusal> | 'stale'>
  /** Writes rows that belong to no run. */
  readonly write: (transition: Omit<Transition, 'run' | 'plan'>) => Promise<AppendOutcome['type']>
  /** Carries out a command on a run. `undefined`: there is no such run. */
  readonly command: (run: RunId, command: Command) => Promise<Result<Run, Refusal> | undefined>
  /** Starts a new run that takes up a finished one from a stage. */
  readonly retry: (run: RunId, order: RetryOrder) => Promise<Result<Run, Refusal> | undefined>
  readonly findRun: (run: RunId) => Promise<Run | undefined>
  /** What the answers of a stage have shown its gate. */
  readonly lookAtGate: Gates['look']
  /** The plan of a stored run, by its digest. All who ask share one value. Rejects where there is none. */
  readonly getPlan: (digest: string) => Promise<Plan>
  /**
   * Until this is called, the engine looks only after the runs it was asked about. From then on it looks after all of
   * them: it takes up what another process left behind and what is due, and goes on doing so. `keeper` sees to what
   * starts runs by itself; without it schedules stay off.
   */
  readonly recover: (keeper?: TriggerKeeper) => Promise<void>
  /** Whether it can do what it is there for. */
  readonly condition: () => EngineCondition
  /** Called after every commit with the position of its last fact. Returns how to stop. */
  readonly onCommit: (listener: (position: number) => void) => () => void
  /** Resolves when nothing is performed and nothing is left to decide. What waits for people or for a time goes on waiting. */
  readonly drain: () => Promise<void>
  /** Stops performing and resolves when nothing is left. */
  readonly close: () => Promise<void>
}

/** `starting`: what was left behind is not looked after yet. `disk-full`: the last change could not be saved for want of space. */
export type EngineCondition = 'starting' | 'disk-full' | 'ready'

export interface StartOrder {
  readonly id: RunId
  readonly plan: Plan
  readonly inputs: JsonObject
  readonly by: ActorId
  readonly cause: RunCause
  readonly title?: string
}

/** A firing, what was decided with it, and its trigger as the firing leaves it: written in one transaction. */
interface Firing {
  readonly firings: readonly FiringRow[]
  readonly triggers: readonly TriggerRow[]
}

/** What is wished of a retry, and who wishes it. */
export type RetryOrder = Omit<RetryFrom, 'salt'>

export interface EngineParts {
  readonly store: Store
  readonly blobs: Blobs
  readonly delivery: Delivery
  readonly clock: Clock
  readonly ids: Ids
  /** Who does a capability; undefined: nobody here. */
  readonly findPerformer: (capability: PlannedCapability) => Performer | undefined
  /** Whether more than one person can answer tasks; absent: several. One alone is not asked for a second look. */
  readonly people?: 'one' | 'several'
  /** Nobody knows whether the last change was saved: the process must end now and recover at the next start. */
  readonly onFatal: (error: unknown) => void
  /** Something went wrong that no caller hears of. */
  readonly onProblem: (error: unknown) => void
}
