import type { Generated } from 'kysely'
import type { Brand } from '../../core/basics/brand.ts'
import type { Money } from '../../core/basics/money.ts'
import type { Timestamp } from '../../core/basics/timestamp.ts'
import type { Spending } from '../../core/budget/spending.ts'
import type { Connection } from '../../core/connection/connection.ts'
import type { Baseline } from '../../core/insights/time-saved.ts'
import type { MemoryDecision, MemoryItem, MemorySource } from '../../core/memory/memory-item.ts'
import type { DraftWork } from '../../core/metrics/draft-work.ts'
import type { Plan } from '../../core/plan/plan.ts'
import type { ActorId, OwnerId, RunId, TaskId } from '../../core/run/ids.ts'
import type { RunStatus } from '../../core/run/run.ts'
import type { RunCause, RunEvent } from '../../core/run/run-event.ts'
import type { Snapshot } from '../../core/run/snapshot.ts'
import type { TaskAnswerType, TaskReason } from '../../core/run/task.ts'
import type { StallKind, StallResponse } from '../../core/stall/stall.ts'
import type { StageId, TaskPriority, WorkflowId } from '../../core/workflow/workflow.ts'
import type { RelayRow } from '../../engine/relay-row.ts'
import type { RunViewsRow } from '../../engine/run-views-row.ts'
import type { SkillRequestRow } from '../../engine/skill-request-row.ts'
import type { ActiveStage, ReceiptRow, RunCount, RunRow, TaskRow } from '../../engine/store.ts'
import type { VersionMade, VersionRow } from '../../engine/version-row.ts'
import type { CheckpointTables } from './checkpoint-columns.ts'
import type { GateAnswerColumns, GateLineColumns } from './gate-columns.ts'
import type { JsonText } from './json-text.ts'
import type { NoticeTables } from './notice-columns.ts'
import type { PeopleTables } from './people-columns.ts'
import type { ShortText } from './short-text.ts'
import type { FiringColumns, TriggerColumns } from './trigger-columns.ts'

/** A run's number inside this database: what belongs to the run names it by this, which is shorter than its id. */
export type RunKey = Brand<number, 'RunKey'>

/** The columns of every table (`migrations.ts` makes them). Times are milliseconds since the Unix epoch. */
export interface Tables extends NoticeTables, PeopleTables, CheckpointTables {
  readonly plans: PlanColumns
  readonly runs: RunColumns & { readonly key: Generated<RunKey> }
  readonly run_snapshots: SnapshotColumns
  readonly run_events: EventColumns
  readonly tasks: TaskColumns
  readonly job_outcomes: ReceiptColumns
  readonly workchart_triggers: TriggerColumns
  readonly trigger_firings: FiringColumns
  readonly workchart_versions: VersionColumns
  readonly drafts: DraftColumns
  readonly skill_requests: SkillRequestColumns
  readonly connections: ConnectionColumns
  readonly webhooks: WebhookColumns
  readonly relays: RelayColumns
  readonly memory_items: MemoryColumns
  readonly budget_claims: BudgetColumns
  readonly workchart_assumptions: AssumptionsColumns
  readonly stalls: StallColumns & { readonly number: Generated<number> }
  readonly ended_runs: EndedColumns
  readonly run_totals: RunCount
  readonly run_views: RunViewsColumns
  readonly gate_lines: GateLineColumns
  readonly gate_answers: GateAnswerColumns
}

export type PlanColumns = {
  readonly digest: string
  readonly body: JsonText<Plan>
}

export type RunColumns = {
  readonly id: RunId
  readonly version: number
  readonly workflow: WorkflowId
  readonly workflow_name: string
  readonly workflow_digest: string
  readonly plan_digest: string
  readonly title: string | null
  readonly venture: string | null
  readonly cause: JsonText<RunCause>
  readonly started_by: ActorId
  readonly origin: RunId | null
  readonly status: RunStatus
  readonly started_at: Timestamp
  readonly updated_at: Timestamp
  readonly finished_at: Timestamp | null
  readonly counts: JsonText<RunRow['counts']>
  readonly active: JsonText<readonly ActiveStage[]>
  readonly next_wake_at: Timestamp | null
  readonly owner: OwnerId | null
  readonly ready_since: Timestamp | null
  readonly chain_count: number
  readonly chain_head: string
  /** Of a run that a trigger started. */
  readonly trigger: string | null
}

export type SnapshotColumns = {
  readonly run: RunKey
  readonly core_version: number
  readonly version: number
  readonly body: JsonText<Omit<Snapshot, 'coreVersion' | 'version'>>
}

/** The facts that one transition added to a run. */
export type EventColumns = {
  /** Of the last of them; those before it have the positions before it. */
  readonly position: number
  readonly run: RunKey
  /** The number of the first of them. */
  readonly seq: number
  /** When the first of them was decided. */
  readonly at: Timestamp
  /** How many they are. */
  readonly facts: number
  /** A list of `PackedEvent`. */
  readonly body: ShortText
}

/** A fact without what its row says: `at` is left out where it is that of the column. */
export type PackedEvent = Omit<RunEvent, 'at'> & Partial<Pick<RunEvent, 'at'>>

/** What a task shares with its run is in the run's row; its workflow stands here too, for an index. */
export type TaskColumns = {
  readonly id: TaskId
  readonly run: RunKey
  readonly stage: StageId
  readonly stage_name: string
  readonly reason: TaskReason
  readonly because: string
  readonly status: TaskRow['status']
  readonly opened_at: Timestamp
  readonly due: Timestamp | null
  readonly overdue: 0 | 1
  readonly asked: JsonText<readonly string[]>
  readonly claimed_by: ActorId | null
  readonly question_of: string | null
  readonly priority: TaskPriority
  readonly confidence: number | null
  readonly threshold: number | null
  readonly answer: TaskAnswerType | null
  readonly decided_by: ActorId | null
  readonly decided_at: Timestamp | null
  readonly workflow: WorkflowId
}

type StallColumns = {
  readonly run: RunKey
  readonly workflow: WorkflowId
  readonly stage: StageId
  readonly stage_name: string
  readonly kind: StallKind
  readonly at: Timestamp
  readonly response: StallResponse['type']
  readonly task: TaskId | null
  /** Whether its run has ended. */
  readonly ended: 0 | 1
}

/** How many runs of a workflow ended on a day, counted since 1970 in UTC. */
type EndedColumns = {
  readonly workflow: WorkflowId
  readonly day: number
  readonly runs: number
}

/** The workflow is in the run's row. */
export type ReceiptColumns = {
  readonly run: RunKey
  readonly number: number
  readonly kind: ReceiptRow['kind']
  readonly stage: StageId | null
  readonly outcome: string | null
  readonly at: Timestamp
  readonly line: ShortText
  /** 32 bytes. */
  readonly hash: Uint8Array
}

export type VersionColumns = {
  readonly workflow: WorkflowId
  readonly number: number
  readonly digest: string
  readonly name: string
  readonly collection: string
  readonly file: string
  readonly text: string
  readonly status: VersionRow['status']
  readonly at: Timestamp
  readonly by: ActorId
  readonly made: JsonText<VersionMade> | null
}

export type DraftColumns = {
  readonly workflow: WorkflowId
  readonly revision: number
  readonly text: string | null
  readonly collection: string
  readonly file: string
  readonly base: string | null
  readonly begun_at: Timestamp
  readonly updated_at: Timestamp
  readonly by: ActorId
  readonly work: JsonText<DraftWork>
}

/** All that one attempt claimed. */
export type BudgetColumns = {
  readonly run: RunKey
  readonly fence: number
  readonly workflow: WorkflowId
  readonly at: Timestamp
  readonly tokens: number
  readonly money: JsonText<Spending['money']>
  readonly uncounted: number
  readonly unpriced: number
}

export type MemoryColumns = {
  readonly id: string
  readonly revision: number
  readonly venture: string | null
  readonly type: MemoryItem['type']
  readonly content: string
  readonly content_sha256: string
  readonly confidence: number | null
  readonly status: MemoryItem['status']
  readonly anchors: JsonText<readonly string[]>
  readonly sources: JsonText<readonly MemorySource[]>
  readonly created_at: Timestamp
  readonly updated_at: Timestamp
  readonly decision: JsonText<MemoryDecision> | null
}

/** The columns of the place are all there or all null. */
export type SkillRequestColumns = {
  readonly id: string
  readonly revision: number
  readonly name: string
  readonly purpose: string
  readonly inputs: JsonText<readonly string[]>
  readonly outputs: JsonText<readonly string[]>
  readonly workflow: WorkflowId | null
  readonly workflow_name: string | null
  readonly stage: StageId | null
  readonly stage_name: string | null
  readonly by: ActorId
  readonly at: Timestamp
  readonly status: SkillRequestRow['status']
}

/** `settings` null: it was removed, and `sealed_key` is null too. */
export type WebhookColumns = {
  readonly id: string
  readonly trigger: string
  readonly revision: number
  readonly sealed_secret: string | null
  readonly sealed_previous: string | null
  readonly previous_until: Timestamp | null
  readonly by: ActorId
  readonly at: Timestamp
}

export type ConnectionColumns = {
  readonly name: string
  readonly revision: number
  readonly settings: JsonText<Connection> | null
  readonly sealed_key: string | null
  readonly by: ActorId
  readonly at: Timestamp
}

export type RunViewsColumns = {
  readonly person: ActorId
  readonly revision: number
  readonly views: JsonText<RunViewsRow['views']>
}

export type RelayColumns = Pick<RelayRow, keyof RelayRow>

/** What the manager of a WorkChart assumes. */
export type AssumptionsColumns = {
  readonly workflow: WorkflowId
  readonly revision: number
  readonly minutes: JsonText<Baseline>
  readonly hourly: JsonText<Money> | null
  readonly per_error: JsonText<Money> | null
  readonly by: ActorId
  readonly at: Timestamp
}

/** The line of a receipt, as it is stored. */
export type ShortReceipt = Pick<ReceiptColumns, 'line'>

/** A run with what its receipts are counted under. */
export interface OriginRow {
  readonly key: RunKey
  readonly workflow: WorkflowId
}
