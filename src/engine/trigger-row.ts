import type { Timestamp } from '../core/basics/timestamp.ts'
import type { ActorId, RunId } from '../core/run/ids.ts'
import type { RunStatus } from '../core/run/run.ts'
import type { EventTrigger, ScheduleTrigger, WorkflowId } from '../core/workflow/workflow.ts'

/** What starts runs by itself, as the published version says it (`workchart_triggers`). */
export interface TriggerRow {
  /** `<workflow>/<trigger>`. */
  readonly id: string
  /** From 1; rises with every change. */
  readonly version: number
  readonly workflow: WorkflowId
  readonly digest: string
  readonly definition: ScheduleTrigger | EventTrigger
  /** The published version has it, switched on. */
  readonly enabled: boolean
  /** Null: it is not paused. */
  readonly pause: TriggerPause | null
  /** Of a schedule that is on: the first instant nothing was decided about; null: there is none. */
  readonly nextInstant: Timestamp | null
  /** When that one fires: later by the jitter. */
  readonly nextFireAt: Timestamp | null
  /** The run its last firing started; whether it is still open is asked of the run. */
  readonly lastRun: RunId | null
  /** Since when it is on as it is: what failed before does not count against it. */
  readonly since: Timestamp
  /** The position of the newest fact then: what WorkCharts told before does not concern it. */
  readonly sincePosition: number
}

export interface TriggerPause {
  /** Null: it paused itself, because its runs failed. */
  readonly by: ActorId | null
  readonly at: Timestamp
  readonly because: string
}

/** What an instant of a schedule, an event or a person's wish led to (`trigger_firings`, unique by `firingKey`). */
export interface FiringRow {
  readonly trigger: string
  readonly cause: FiringCause
  /** From 1; rises with every change. */
  readonly revision: number
  /** The instant of the schedule; of others, when they came. */
  readonly instant: Timestamp
  readonly decidedAt: Timestamp
  readonly by: ActorId
  readonly outcome: FiringOutcome
  /** What else there is to say: that it was caught up, or skipped at first. */
  readonly note: string | null
}

export type FiringCause =
  | { readonly type: 'instant' }
  /** Fired by hand, now. The id makes that the same wish fires once. */
  | { readonly type: 'hand'; readonly id: string }
  /** A CloudEvent: its source and id. */
  | { readonly type: 'event'; readonly source: string; readonly id: string }

export type FiringOutcome =
  | { readonly type: 'run'; readonly run: RunId }
  | { readonly type: 'skipped'; readonly reason: SkippedFiring; readonly detail: string }
  | { readonly type: 'waiting'; readonly turn: FiringTurn }

/** When an instant that waits may start its run: once no other run of its trigger is open, or whatever is open. */
export type FiringTurn = 'after-others' | 'at-once'

export type SkippedFiring =
  | 'overlap'
  | 'missed'
  | 'refused'
  | 'paused'
  | 'changed'
  | 'filtered'
  | 'inputs-invalid'
  | 'loop'

/** What makes a firing the same firing. */
export function firingKey({ trigger, cause, instant }: Pick<FiringRow, 'trigger' | 'cause' | 'instant'>): string {
  switch (cause.type) {
    case 'instant':
      return JSON.stringify([trigger, 'instant', instant])
    case 'hand':
      return JSON.stringify([trigger, 'hand', cause.id])
    case 'event':
      return JSON.stringify([trigger, 'event', cause.source, cause.id])
  }
}

/** Questions about what starts runs. */
export interface FiringReader {
  readonly listTriggers: () => Promise<readonly TriggerRow[]>
  readonly findTrigger: (id: string) => Promise<TriggerRow | undefined>
  /** Schedules that are on, by id, `after` exclusive. */
  readonly schedulesAfter: (after: string, limit: number) => Promise<readonly TriggerRow[]>
  /** Schedules that fire after the first time and not after the second, the soonest first. */
  readonly schedulesBetween: (question: SoonQuestion) => Promise<readonly TriggerRow[]>
  /** Event triggers that are on and not paused, by id. */
  readonly listListeners: () => Promise<readonly TriggerRow[]>
  /** By instant, newest first; `null`: of all triggers. */
  readonly listFirings: (trigger: string | null, limit: number) => Promise<readonly FiringRow[]>
  /** By `firingKey`. */
  readonly findFiring: (key: string) => Promise<FiringRow | undefined>
  /** Of a schedule's own instants, from the first to the last, both included, in order. */
  readonly decidedInstants: (question: InstantsQuestion) => Promise<readonly FiringRow[]>
  /** Instants that wait for their turn, in order. */
  readonly waitingInstants: (question: WaitingQuestion) => Promise<readonly FiringRow[]>
  /** Runs of it that have not ended, the oldest first. */
  readonly openRunsOf: (trigger: string, limit: number) => Promise<readonly RunId[]>
  /** How its newest firings ended, newest first: a run's status, or `refused`. Those that started none are left out. */
  readonly lastEnds: (trigger: string, limit: number) => Promise<readonly FiringEnd[]>
}

export interface InstantsQuestion {
  readonly trigger: string
  readonly from: Timestamp
  readonly to: Timestamp
}

export interface SoonQuestion {
  readonly after: Timestamp
  readonly until: Timestamp
  readonly limit: number
}

export interface WaitingQuestion {
  readonly trigger: string
  readonly turn: FiringTurn
  readonly limit: number
}

export interface FiringEnd {
  readonly decidedAt: Timestamp
  readonly status: RunStatus | 'refused'
}
