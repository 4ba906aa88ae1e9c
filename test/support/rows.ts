import { createHash } from 'node:crypto'
import { canonicalJson } from '../../src/core/basics/json.ts'
import type { Timestamp } from '../../src/core/basics/timestamp.ts'
import { timestamp } from '../../src/core/basics/timestamp.ts'
import type { MemoryItem } from '../../src/core/memory/memory-item.ts'
import { beginWork } from '../../src/core/metrics/draft-work.ts'
import type { Plan } from '../../src/core/plan/plan.ts'
import type { ActorId, OwnerId, RunId, TaskId } from '../../src/core/run/ids.ts'
import type { RunEvent } from '../../src/core/run/run-event.ts'
import type { Snapshot } from '../../src/core/run/snapshot.ts'
import { CORE_VERSION } from '../../src/core/run/snapshot.ts'
import type { ScheduleTrigger, StageId, WorkflowId } from '../../src/core/workflow/workflow.ts'
import type { ConnectionRow } from '../../src/engine/connection-row.ts'
import type { DraftRow } from '../../src/engine/draft-row.ts'
import type { NoticeRow } from '../../src/engine/notice-row.ts'
import type { PersonRow } from '../../src/engine/person-row.ts'
import type { SkillRequestRow } from '../../src/engine/skill-request-row.ts'
import type { ReceiptRow, RunAppend, RunRow, TaskRow, Transition } from '../../src/engine/store.ts'
import type { TokenRow } from '../../src/engine/token-row.ts'
import type { FiringRow, TriggerRow } from '../../src/engine/trigger-row.ts'
import type { VersionRow } from '../../src/engine/version-row.ts'
import type { WebhookRow } from '../../src/engine/webhook-row.ts'

export const LENA = 'human:lena-fischer' as ActorId
export const OWNER = 'owner-1' as OwnerId
export const SUPPORT_DESK = 'support-desk' as WorkflowId

const NINE = Date.UTC(2026, 2, 2, 9)

/** So many minutes after nine o'clock on a Monday. */
export function minute(minutes: number): Timestamp {
  return timestamp(NINE + minutes * 60_000)
}

/** The n-th run: ids sort as their numbers do. */
export function runId(n: number): RunId {
  return `01960000-0000-7000-8000-${String(n).padStart(12, '0')}` as RunId
}

export function taskId(run: RunId, stage: string, n = 1): TaskId {
  return `${run}.${stage}.${n}` as TaskId
}

export const PLAN: Plan = {
  schema: 'workcharts.plan/1',
  workflow: { id: SUPPORT_DESK, name: 'Support desk', digest: sha256('support-desk') },
  inputs: { message: { schema: { type: 'string' }, required: true } },
  stages: [],
  outputs: {},
}
export const PLAN_DIGEST = sha256('plan')

export function aRunRow(given: Partial<RunRow> = {}): RunRow {
  return {
    id: runId(1),
    version: 1,
    workflow: SUPPORT_DESK,
    workflowName: 'Support desk',
    workflowDigest: PLAN.workflow.digest,
    planDigest: PLAN_DIGEST,
    title: null,
    venture: null,
    cause: { type: 'manual' },
    startedBy: LENA,
    origin: null,
    status: 'running',
    startedAt: minute(0),
    updatedAt: minute(0),
    finishedAt: null,
    counts: { ...NO_STAGES, pending: 4, ready: 1 },
    active: [
      { stage: 'classify' as StageId, name: 'Classify the message', status: 'ready', performer: 'Classify text' },
    ],
    nextWakeAt: null,
    owner: null,
    readySince: null,
    chainCount: 0,
    chainHead: sha256('genesis'),
    ...given,
  }
}

const NO_STAGES: RunRow['counts'] = {
  pending: 0,
  ready: 0,
  running: 0,
  'backing-off': 0,
  'awaiting-approval': 0,
  succeeded: 0,
  failed: 0,
  rejected: 0,
  skipped: 0,
  canceled: 0,
}

export function aStart(run: RunId = runId(1), message = 'My parcel has not come.'): RunEvent {
  return {
    at: minute(0),
    type: 'run-started',
    run,
    plan: PLAN_DIGEST,
    inputs: { message },
    salt: 'c0ffee00c0ffee00c0ffee00c0ffee00',
    by: LENA,
    cause: { type: 'manual' },
  }
}

/** The first transition of a run that has one fact. */
export function aNewRun(
  row: Partial<RunRow> = {},
  given: Partial<RunAppend> = {},
): Transition & { readonly run: RunAppend } {
  const whole = aRunRow(row)
  return {
    plan: { digest: PLAN_DIGEST, plan: PLAN },
    run: { expected: 0, events: [aStart(whole.id)], row: whole, tasks: [], receipts: [], ...given },
  }
}

/** The next transition of a run: it adds facts to so many as there are. */
export function aChange(
  expected: number,
  row: Partial<RunRow> = {},
  given: Partial<RunAppend> = {},
): Transition & { readonly run: RunAppend } {
  const events = given.events ?? [{ at: minute(1), type: 'stage-ready', stage: 'classify' as StageId }]
  const whole = aRunRow({ version: expected + events.length, updatedAt: minute(1), ...row })
  return { run: { expected, row: whole, tasks: [], receipts: [], ...given, events } }
}

export function aSnapshot(given: Partial<Snapshot> = {}): Snapshot {
  return { coreVersion: CORE_VERSION, version: 1, phase: { type: 'open' }, stages: [], ...given }
}

/** A task of run 1, unless told otherwise. */
export function aTaskRow(given: Partial<TaskRow> = {}): TaskRow {
  const run = given.run ?? runId(1)
  return {
    id: taskId(run, 'classify'),
    run,
    stage: 'classify' as StageId,
    stageName: 'Classify the message',
    workflow: SUPPORT_DESK,
    workflowName: 'Support desk',
    runTitle: null,
    reason: 'low-confidence',
    because: 'The answer is 62 % sure; this stage asks for 80 %.',
    status: 'open',
    openedAt: minute(1),
    due: minute(241),
    overdue: false,
    to: [LENA],
    claimedBy: null,
    questionOf: null,
    priority: 'normal',
    confidence: 0.62,
    threshold: 0.8,
    answer: null,
    decidedBy: null,
    decidedAt: null,
    ...given,
  }
}

/** A stage's receipt of run 1, unless told otherwise. */
export function aReceiptRow(given: Partial<ReceiptRow> = {}): ReceiptRow {
  const row = {
    run: runId(1),
    number: 1,
    kind: 'stage',
    stage: 'classify' as StageId,
    workflow: SUPPORT_DESK,
    outcome: 'succeeded',
    at: minute(2),
    ...given,
  } as const
  const line = canonicalJson({
    schema: 'workcharts.receipt/1',
    kind: row.kind,
    number: row.number,
    run: row.run,
    stage: row.stage,
    outcome: row.outcome,
  })
  return { ...row, line, hash: sha256(line), ...given }
}

export function aSchedule(given: Partial<ScheduleTrigger> = {}): ScheduleTrigger {
  return {
    type: 'schedule',
    id: 'every-morning',
    cron: '0 9 * * 1-5',
    timezone: 'Europe/Berlin',
    overlap: 'skip',
    catchUp: 'none',
    inputs: { message: 'Anything new?' },
    enabled: true,
    ...given,
  }
}

/** A schedule, armed for `nextFireAt`. */
export function aTriggerRow(given: Partial<TriggerRow> = {}): TriggerRow {
  const nextFireAt = given.nextFireAt === undefined ? minute(60) : given.nextFireAt
  return {
    id: 'support-desk/every-morning',
    version: 1,
    workflow: SUPPORT_DESK,
    digest: PLAN.workflow.digest,
    definition: aSchedule(),
    enabled: true,
    pause: null,
    nextInstant: nextFireAt,
    lastRun: null,
    since: minute(0),
    sincePosition: 0,
    ...given,
    nextFireAt,
  }
}

export function aFiring(given: Partial<FiringRow> = {}): FiringRow {
  return {
    trigger: 'support-desk/every-morning',
    cause: { type: 'instant' },
    revision: 1,
    instant: minute(0),
    decidedAt: minute(0),
    by: 'system:scheduler' as ActorId,
    outcome: { type: 'run', run: runId(1) },
    note: null,
    ...given,
  }
}

export function aVersionRow(given: Partial<VersionRow> = {}): VersionRow {
  return {
    workflow: SUPPORT_DESK,
    number: 1,
    digest: PLAN.workflow.digest,
    name: 'Support desk',
    collection: 'examples',
    file: 'support-desk.yaml',
    text: 'id: support-desk\n',
    status: 'published',
    at: minute(0),
    by: LENA,
    made: null,
    ...given,
  }
}

export function aDraftRow(given: Partial<DraftRow> = {}): DraftRow {
  return {
    workflow: SUPPORT_DESK,
    revision: 1,
    text: 'workflow_id: support-desk\n',
    collection: 'examples',
    file: 'support-desk.yaml',
    base: null,
    begunAt: minute(0),
    updatedAt: minute(0),
    by: LENA,
    work: beginWork('blank'),
    ...given,
  }
}

export function aPersonRow(given: Partial<PersonRow> = {}): PersonRow {
  return {
    id: 'human:mei' as ActorId,
    revision: 1,
    name: 'Mei Lin',
    email: 'mei@example.com',
    roles: ['approver', 'viewer'],
    teams: ['support'],
    ventures: null,
    status: 'active',
    by: LENA,
    at: minute(0),
    ...given,
  }
}

export function aNoticeRow(given: Partial<NoticeRow> = {}): NoticeRow {
  return {
    key: 'n1',
    revision: 1,
    channel: 'email',
    person: LENA,
    notice: {
      kind: 'task-opened',
      task: taskId(runId(1), 'reply'),
      run: runId(1),
      workflowName: 'Support desk',
      stageName: 'Reply',
      reason: 'low-confidence',
      due: null,
      to: [LENA],
      at: minute(0),
    },
    pace: 'alone',
    message: 'm1',
    status: 'waiting',
    tries: 0,
    sendAt: minute(0),
    problem: null,
    at: minute(0),
    endedAt: null,
    ...given,
  }
}

export function aTokenRow(given: Partial<TokenRow> = {}): TokenRow {
  return {
    id: 't1',
    revision: 1,
    holder: LENA,
    name: 'Nightly import',
    hash: 'a1',
    scopes: ['read', 'operate'],
    expiresAt: minute(60),
    endedAt: null,
    by: LENA,
    at: minute(0),
    ...given,
  }
}

export function aWebhookRow(given: Partial<WebhookRow> = {}): WebhookRow {
  return {
    id: 'wh-1',
    trigger: 'orders/placed',
    revision: 1,
    secrets: { sealed: 'wc1.a.b', previous: null },
    by: LENA,
    at: minute(0),
    ...given,
  }
}

export function aConnectionRow(given: Partial<ConnectionRow> = {}): ConnectionRow {
  const name = given.name ?? 'claude'
  return {
    name,
    revision: 1,
    kept: {
      connection: {
        type: 'model',
        name,
        isDefault: true,
        provider: 'anthropic',
        baseUrl: null,
        model: 'claude-1',
        aliases: { small: 'claude-1-small' },
      },
      sealedKey: 'wc1.a.b',
    },
    by: LENA,
    at: minute(0),
    ...given,
  }
}

export function aSkillRequestRow(given: Partial<SkillRequestRow> = {}): SkillRequestRow {
  return {
    id: 'a',
    revision: 1,
    name: 'Find duplicates',
    purpose: 'Says whether a message came before.',
    inputs: ['The message'],
    outputs: ['Whether it came before', 'Which one'],
    missedAt: {
      workflow: SUPPORT_DESK,
      workflowName: 'Support desk',
      stage: 'classify' as StageId,
      stageName: 'Sort the message',
    },
    by: LENA,
    at: minute(0),
    status: 'open',
    ...given,
  }
}

export function aMemoryItem(given: Partial<MemoryItem> = {}): MemoryItem {
  const content = given.content ?? 'Refunds need an order number.'
  return {
    id: 'm1',
    revision: 1,
    venture: null,
    type: 'constraint',
    content,
    contentSha256: sha256(content),
    confidence: 0.9,
    status: 'candidate',
    anchors: ['docs/refunds.md'],
    sources: [
      {
        id: given.id ?? 'm1',
        run: runId(1),
        workflow: SUPPORT_DESK,
        workflowName: 'Support desk',
        stage: 'classify',
        stageName: 'Sort the message',
        performer: 'skill:classify-text',
        model: null,
        at: minute(0),
      },
    ],
    createdAt: minute(0),
    updatedAt: minute(0),
    decision: null,
    ...given,
  }
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
