import type { Timestamp } from '../core/basics/timestamp.ts'
import type { MemoryItem } from '../core/memory/memory-item.ts'
import type { Plan } from '../core/plan/plan.ts'
import type { Receipt } from '../core/receipt/receipt.ts'
import type { ActorId, OwnerId, RunId, TaskId } from '../core/run/ids.ts'
import type { RunStatus } from '../core/run/run.ts'
import type { RunCause, RunEvent } from '../core/run/run-event.ts'
import type { Snapshot } from '../core/run/snapshot.ts'
import type { StageCounts } from '../core/run/stage-table.ts'
import type { TaskAnswerType, TaskReason, TaskSort } from '../core/run/task.ts'
import type { StageId, TaskPriority, WorkflowId } from '../core/workflow/workflow.ts'
import type { AuditRow } from './audit-row.ts'
import type { BudgetClaim, BudgetReader } from './budget-row.ts'
import type { CheckpointRow, ReceiptKeyRow } from './checkpoint-row.ts'
import type { ConnectionRow } from './connection-row.ts'
import type { DraftRow } from './draft-row.ts'
import type { Due, DueQuestion } from './due.ts'
import type { GateAppend, GateReader } from './gate-row.ts'
import type { NoticeChange } from './notice-row.ts'
import type { PersonRow } from './person-row.ts'
import type { RelayRow } from './relay-row.ts'
import type { RunViewsRow } from './run-views-row.ts'
import type { SkillRequestRow } from './skill-request-row.ts'
import type { StallRow } from './stall-row.ts'
import type { AssumptionsRow } from './tally-row.ts'
import type { TokenRow } from './token-row.ts'
import type { FiringReader, FiringRow, TriggerRow } from './trigger-row.ts'
import type { MadeVersion, VersionRow } from './version-row.ts'
import type { WebhookRow } from './webhook-row.ts'

/** Remembers facts and answers questions about them. It holds no policy: it refuses what is stale and nothing else. */
export interface Store extends BudgetReader, GateReader {
  /**
   * Writes all transitions in one transaction and one flush to disk; each one is written whole or not at all. When it
   * resolves, everything `appended` survives a crash and a power cut. Rejects with `StoreError`; then nothing was written
   * (`full`) or nobody knows (`unknown`: the process must end and recover).
   */
  readonly append: (transitions: readonly Transition[]) => Promise<readonly AppendOutcome[]>
  readonly findRun: (id: RunId) => Promise<RunRecord | undefined>
  /** The facts after `after`, and those numbered in `also`, in order. */
  readonly history: (
    id: RunId,
    which: { readonly after: number; readonly also: readonly number[] },
  ) => Promise<readonly StoredEvent[]>
  readonly findPlan: (digest: string) => Promise<Plan | undefined>
  readonly due: (question: DueQuestion) => Promise<Due>
}

/** Questions that screens and commands ask about runs. */
export interface RunReader {
  /** The last begun first. */
  readonly listRuns: (filter: RunFilter) => Promise<readonly RunRow[]>
  readonly countRuns: () => Promise<readonly RunCount[]>
  /** The run of a workflow that was started before all others. */
  readonly findFirstRun: (workflow: WorkflowId) => Promise<RunRow | undefined>
  readonly listTasks: (filter: TaskFilter) => Promise<readonly TaskRow[]>
  readonly findTask: (id: TaskId) => Promise<TaskRow | undefined>
  /** Receipts in the order they were written, `after` exclusive. */
  readonly listReceipts: (filter: ReceiptFilter) => Promise<readonly ReceiptRow[]>
  /** The position of the newest fact; 0: there is none. */
  readonly headPosition: () => Promise<number>
  /** Facts of all runs by position, `after` exclusive. `oldest` is the first position still kept. */
  readonly eventsAfter: (
    after: number,
    limit: number,
  ) => Promise<{ readonly oldest: number; readonly events: readonly PositionedEvent[] }>
}

/** Questions about what starts runs, and of which version. */
export interface TriggerReader extends FiringReader {
  readonly listVersions: (workflow: WorkflowId | null) => Promise<readonly VersionRow[]>
  /** By workflow and number. */
  readonly listMade: () => Promise<readonly MadeVersion[]>
}

export class StoreError extends Error {
  readonly outcome: 'full' | 'unknown'
  constructor(outcome: 'full' | 'unknown', cause: unknown) {
    super(
      outcome === 'full' ? 'The disk is full: nothing was saved.' : 'Nobody knows whether the last change was saved.',
      { cause },
    )
    this.outcome = outcome
  }
}

/** What changes together. */
export interface Transition {
  /** Stored once under its digest. */
  readonly plan?: { readonly digest: string; readonly plan: Plan }
  readonly run?: RunAppend
  /** Rows to write; each is stale unless the stored `revision` is one less. */
  readonly firings?: readonly FiringRow[]
  /** Rows to write; each is stale unless the stored `version` is one less. */
  readonly triggers?: readonly TriggerRow[]
  readonly version?: VersionRow
  /** Stale unless the stored `revision` is one less. */
  readonly draft?: DraftRow
  /** Stale unless the stored `revision` is one less. */
  readonly skillRequest?: SkillRequestRow
  /** Rows to write; each is stale unless the stored `revision` is one less. */
  readonly connections?: readonly ConnectionRow[]
  /** Stale unless the stored `revision` is one less. */
  readonly webhook?: WebhookRow
  /** Stale unless the stored `revision` is one less. */
  readonly relay?: RelayRow
  /** Stale unless the stored `revision` is one less. */
  readonly assumptions?: AssumptionsRow
  readonly notices?: NoticeChange
  /** Rows to write; each is stale unless the stored `revision` is one less. */
  readonly memory?: readonly MemoryItem[]
  /** Stale unless the stored `revision` is one less. */
  readonly person?: PersonRow
  /** Stale unless the stored `revision` is one less. */
  readonly token?: TokenRow
  /** Stale unless the stored `revision` is one less. */
  readonly runViews?: RunViewsRow
  /** Stale where it stands already. */
  readonly audit?: AuditRow
  /** Stale where another one stands already. */
  readonly receiptKey?: ReceiptKeyRow
  /** Stale unless it is the next, and covers more than the last. */
  readonly checkpoint?: CheckpointRow
}

/** `stale`: another writer was first. Decide again. */
export type AppendOutcome =
  | { readonly type: 'appended'; readonly positions: readonly number[] }
  | { readonly type: 'stale' }

export interface RunAppend {
  /** The number of facts before; 0 for a new run. */
  readonly expected: number
  /**
   * Where one of them is `run-erased`, the facts before it are rewritten by `erasedFact` in the same transaction, and the
   * run's title, its snapshot and the words that found it by what is gone are forgotten, down to the bytes.
   */
  readonly events: readonly RunEvent[]
  readonly row: RunRow
  readonly tasks: readonly TaskRow[]
  readonly receipts: readonly ReceiptRow[]
  readonly snapshot?: Snapshot
  /** What it is found by from now on, beside what it was found by before. */
  readonly words?: readonly string[]
  /** What its stages found out. One that its venture knows already is not kept twice, but known to be found again. */
  readonly found?: readonly MemoryItem[]
  /** Where a budget counts days: all that each of these attempts has claimed. */
  readonly claims?: readonly BudgetClaim[]
  readonly stalls?: readonly StallRow[]
  /** What its gates judged, and what people found of it. What is there of an answer already is not written again. */
  readonly gate?: readonly GateAppend[]
}

/** Whether the run ends with this: it does so once, though facts may follow. */
export function hasEnded({ events }: Pick<RunAppend, 'events'>): boolean {
  return events.some(({ type }) => type === 'run-finished')
}

/**
 * The summary of a run, written with every change of it. What it began with, from `workflow` to `startedBy`, `origin` and
 * `startedAt`, stays as its first row says.
 */
export interface RunRow {
  readonly id: RunId
  readonly version: number
  readonly workflow: WorkflowId
  readonly workflowName: string
  readonly workflowDigest: string
  readonly planDigest: string
  readonly title: string | null
  readonly venture: string | null
  readonly cause: RunCause
  readonly startedBy: ActorId
  readonly origin: RunId | null
  readonly status: RunStatus
  readonly startedAt: Timestamp
  readonly updatedAt: Timestamp
  readonly finishedAt: Timestamp | null
  readonly counts: StageCounts
  /** The stages something is happening to, at most `ACTIVE_SHOWN_MAX`, in the plan's order. */
  readonly active: readonly ActiveStage[]
  /** When something is next due; null: nothing waits for a time. */
  readonly nextWakeAt: Timestamp | null
  /** Who performs attempts of it now; null: nobody. */
  readonly owner: OwnerId | null
  /** From when on a stage waits for a slot, which may be later than now; null: none does. */
  readonly readySince: Timestamp | null
  readonly chainCount: number
  readonly chainHead: string
}

export interface ActiveStage {
  readonly stage: StageId
  readonly name: string
  readonly status: string
  /** Who does it, as people read it. */
  readonly performer: string
}

export interface TaskRow {
  readonly id: TaskId
  readonly run: RunId
  readonly stage: StageId
  readonly stageName: string
  readonly workflow: WorkflowId
  readonly workflowName: string
  readonly runTitle: string | null
  readonly reason: TaskReason
  readonly because: string
  readonly status: 'open' | 'answered' | 'withdrawn'
  readonly openedAt: Timestamp
  readonly due: Timestamp | null
  readonly overdue: boolean
  readonly to: readonly string[]
  readonly claimedBy: ActorId | null
  /** Who was asked about it and has not told yet, as a `human:…` reference. */
  readonly questionOf: string | null
  readonly priority: TaskPriority
  readonly confidence: number | null
  readonly threshold: number | null
  readonly answer: TaskAnswerType | null
  readonly decidedBy: ActorId | null
  readonly decidedAt: Timestamp | null
}

/** A receipt (`job_outcomes`): its canonical line and the columns that are searched. */
export interface ReceiptRow {
  readonly run: RunId
  readonly number: number
  readonly kind: Receipt['kind']
  readonly stage: StageId | null
  readonly workflow: WorkflowId
  readonly outcome: string | null
  readonly at: Timestamp
  readonly line: string
  readonly hash: string
}

export interface RunRecord {
  readonly row: RunRow
  /** Undefined: none was needed yet, or it was made by another version of the core. */
  readonly snapshot?: Snapshot
}

export interface StoredEvent {
  readonly seq: number
  readonly event: RunEvent
}

export interface PositionedEvent extends StoredEvent {
  readonly position: number
  readonly run: RunId
}

export interface RunFilter {
  readonly workflow?: WorkflowId
  readonly statuses?: readonly RunStatus[]
  /** Runs older than this one. */
  readonly before?: RunId
  /** Of these ventures only. */
  readonly ventures?: readonly string[]
  readonly limit: number
}

export interface RunCount {
  readonly workflow: WorkflowId
  readonly status: RunStatus
  readonly runs: number
}

export interface TaskFilter {
  readonly status?: 'open' | 'answered' | 'withdrawn'
  readonly run?: RunId
  readonly search?: string
  /** Addressed to one of these, by reference, or one of these was asked about it. */
  readonly to?: readonly string[]
  /** Of this priority only. */
  readonly priority?: TaskPriority
  /** What open tasks are listed by; absent: by deadline. Of the same priority the soonest comes first. */
  readonly sort?: TaskSort
  /** Of these ventures only. */
  readonly ventures?: readonly string[]
  /** Skip this many. */
  readonly offset: number
  readonly limit: number
}

export interface ReceiptFilter {
  readonly run?: RunId
  readonly workflow?: WorkflowId
  /** `run` and `number` of the last one seen, in the order of runs. */
  readonly after?: { readonly run: RunId; readonly number: number }
  /** Of these ventures only. */
  readonly ventures?: readonly string[]
  readonly limit: number
}

/** More active stages than this are counted, not listed. */
export const ACTIVE_SHOWN_MAX = 5
