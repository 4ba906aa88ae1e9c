import type { Timestamp } from '../../core/basics/timestamp.ts'
import type { Tally } from '../../core/insights/tally.ts'
import type { MemoryItem } from '../../core/memory/memory-item.ts'
import type { Plan } from '../../core/plan/plan.ts'
import type { RunId, TaskId } from '../../core/run/ids.ts'
import type { RunEvent } from '../../core/run/run-event.ts'
import type { Snapshot } from '../../core/run/snapshot.ts'
import type { WorkflowId } from '../../core/workflow/workflow.ts'
import type { AuditRow } from '../../engine/audit-row.ts'
import type { BudgetClaim } from '../../engine/budget-row.ts'
import type { CheckpointRow, ReceiptKeyRow } from '../../engine/checkpoint-row.ts'
import type { ConnectionRow } from '../../engine/connection-row.ts'
import type { DraftRow } from '../../engine/draft-row.ts'
import type { GateAnswerRow, GateLineRow } from '../../engine/gate-row.ts'
import type { NoticeChannelRow, NoticePreferenceRow, NoticeRow } from '../../engine/notice-row.ts'
import type { PersonRow } from '../../engine/person-row.ts'
import type { RelayRow } from '../../engine/relay-row.ts'
import type { RunViewsRow } from '../../engine/run-views-row.ts'
import type { SkillRequestRow } from '../../engine/skill-request-row.ts'
import type { StallRow } from '../../engine/stall-row.ts'
import type { PositionedEvent, ReceiptRow, RunRow, TaskRow } from '../../engine/store.ts'
import type { AssumptionsRow } from '../../engine/tally-row.ts'
import type { TokenRow } from '../../engine/token-row.ts'
import type { FiringRow, TriggerRow } from '../../engine/trigger-row.ts'
import type { VersionRow } from '../../engine/version-row.ts'
import type { WebhookRow } from '../../engine/webhook-row.ts'

/** What the store remembers. Changed in place, by `appendAll` only. */
export interface Tables {
  readonly plans: Map<string, Plan>
  readonly runs: Map<RunId, RunRow>
  readonly snapshots: Map<RunId, Snapshot>
  /** What each run is found by. */
  readonly words: Map<RunId, Set<string>>
  /** The facts of each run; a fact's number is its place, from 1. */
  readonly histories: Map<RunId, RunEvent[]>
  /** The facts of all runs; a fact's position is its place, from 1. */
  readonly events: PositionedEvent[]
  readonly tasks: Map<TaskId, TaskRow>
  /** A receipt's place among all is its place here, from 1. */
  readonly receipts: ReceiptRow[]
  /** At most one. */
  readonly receiptKeys: ReceiptKeyRow[]
  readonly checkpoints: CheckpointRow[]
  /** The number of a stall is its place, from 1. */
  readonly stalls: StallRow[]
  readonly triggers: Map<string, TriggerRow>
  /** By `firingKey`. */
  readonly firings: Map<string, FiringRow>
  /** By `versionKey`. */
  readonly versions: Map<string, VersionRow>
  readonly drafts: Map<WorkflowId, DraftRow>
  readonly skillRequests: Map<string, SkillRequestRow>
  readonly connections: Map<string, ConnectionRow>
  readonly webhooks: Map<string, WebhookRow>
  readonly relays: Map<string, RelayRow>
  readonly memory: Map<string, MemoryItem>
  readonly notices: Map<string, NoticeRow>
  readonly noticeChannels: Map<string, NoticeChannelRow>
  readonly noticePreferences: Map<string, NoticePreferenceRow>
  readonly runViews: Map<string, RunViewsRow>
  readonly people: Map<string, PersonRow>
  readonly tokens: Map<string, TokenRow>
  readonly audit: Map<string, AuditRow>
  /** By `claimKey`. */
  readonly claims: Map<string, KeptClaim>
  readonly tallies: Tally[]
  readonly assumptions: Map<WorkflowId, AssumptionsRow>
  /** The key of a line is its place, from 1. */
  readonly gateLines: KeptGateLine[]
}

export interface KeptClaim extends BudgetClaim {
  readonly run: RunId
  readonly workflow: WorkflowId
}

/** What is written of a line, the first written first. */
export interface KeptGateLine extends Omit<GateLineRow, 'lastAt'> {
  lastAt: Timestamp
  readonly answers: Map<string, GateAnswerRow>
  changes: number
}

export function emptyTables(): Tables {
  return {
    plans: new Map(),
    runs: new Map(),
    snapshots: new Map(),
    words: new Map(),
    histories: new Map(),
    events: [],
    tasks: new Map(),
    receipts: [],
    receiptKeys: [],
    checkpoints: [],
    stalls: [],
    triggers: new Map(),
    firings: new Map(),
    versions: new Map(),
    drafts: new Map(),
    skillRequests: new Map(),
    connections: new Map(),
    webhooks: new Map(),
    relays: new Map(),
    memory: new Map(),
    notices: new Map(),
    noticeChannels: new Map(),
    noticePreferences: new Map(),
    runViews: new Map(),
    people: new Map(),
    tokens: new Map(),
    audit: new Map(),
    claims: new Map(),
    tallies: [],
    assumptions: new Map(),
    gateLines: [],
  }
}

export function claimKey({ run, fence }: Pick<KeptClaim, 'run' | 'fence'>): string {
  return `${run} ${fence}`
}

export function versionKey({ workflow, number }: VersionRow): string {
  return `${workflow} ${number}`
}
