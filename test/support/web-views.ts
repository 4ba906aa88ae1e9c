import type { Context, Performer } from '../../src/api/contract/basics.ts'
import type { Home, LiveWorkChart } from '../../src/api/contract/home.ts'
import type { PlannedStage } from '../../src/api/contract/planned-stage.ts'
import type { RunDetail, StageRun } from '../../src/api/contract/run-detail.ts'
import type { RunSummary } from '../../src/api/contract/runs.ts'
import type { StallBudget } from '../../src/api/contract/stalls.ts'
import type { TaskDetail } from '../../src/api/contract/task-detail.ts'
import type { TaskRow } from '../../src/api/contract/tasks.ts'
import type { Template } from '../../src/api/contract/templates.ts'
import type { Version, VersionText, WorkflowDetail, WorkflowSummary } from '../../src/api/contract/workflows.ts'

/** What the server answers, as one support desk of an afternoon would give it. Screens are tested against these. */
const NOW = '2026-11-19T10:42:00.000Z'

export function minutesFromNow(minutes: number): string {
  return new Date(Date.parse(NOW) + minutes * 60_000).toISOString()
}

const OWNER = { id: 'human:owner', name: 'owner' }
const SUPPORT_DESK = { id: 'support-desk', name: 'Support desk replies' }

const NO_CONTEXT: Context = { budgetTokens: 4_000, usedTokens: 0, modules: [], omitted: [] }

const POLICY: Context = {
  budgetTokens: 4_000,
  usedTokens: 2_060,
  modules: [
    { ref: 'ctx:refund-policy', title: 'Refund policy', sha256: 'ab12', tokens: 1_420 },
    { ref: 'ctx:tone', title: 'Tone of voice', sha256: 'cd34', tokens: 640 },
  ],
  omitted: [],
}

const SORTER: Performer = { kind: 'ai', ref: 'skill:sort-support-message', name: 'Sort a message', reason: null }
const LETTER: Performer = { kind: 'exact', ref: 'skill:fill-in-a-letter', name: 'Fill in a letter', reason: null }
const MAILER: Performer = { kind: 'exact', ref: 'skill:send-email', name: 'Send e-mail', reason: null }
const TEAM: Performer = { kind: 'person', ref: 'human:support-team', name: 'support-team', reason: null }
const ABSENT: Performer = {
  kind: 'unavailable',
  ref: 'agent:policy-checker',
  name: 'Policy checker',
  reason: 'No AI is connected here.',
}

export const NO_STAGES: RunSummary['counts'] = {
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

export function aRunSummary(given: Partial<RunSummary> = {}): RunSummary {
  return {
    id: '0192a1b2-0000-7000-8000-000000000001',
    workflow: SUPPORT_DESK,
    title: 'order 48213',
    status: 'running',
    startedAt: minutesFromNow(-3),
    updatedAt: minutesFromNow(0),
    finishedAt: null,
    startedBy: OWNER,
    cause: { type: 'manual' },
    origin: null,
    counts: { ...NO_STAGES, succeeded: 4, running: 1, pending: 4 },
    active: [{ stage: 'draft', name: 'Draft the reply', status: 'running', performer: 'Fill in a letter' }],
    ...given,
  }
}

export function aTaskRow(given: Partial<TaskRow> = {}): TaskRow {
  return {
    id: '0192a1b2-0000-7000-8000-000000000002.policy.1',
    run: '0192a1b2-0000-7000-8000-000000000002',
    runTitle: 'order 48211',
    workflow: SUPPORT_DESK,
    stage: { id: 'policy', name: 'Check the refund policy' },
    reason: 'low-confidence',
    because: '71 % sure is less than the 90 % set for this stage.',
    status: 'open',
    openedAt: minutesFromNow(-252),
    due: minutesFromNow(-12),
    overdue: true,
    to: [{ id: 'human:support-team', name: 'support-team' }, OWNER],
    claimedBy: null,
    questionOf: null,
    priority: 'normal',
    confidence: 0.71,
    threshold: 0.9,
    answer: null,
    decidedBy: null,
    decidedAt: null,
    ...given,
  }
}

/** A row of the inbox for every kind of reason, by deadline. */
export const TASK_ROWS: readonly TaskRow[] = [
  aTaskRow(),
  aTaskRow({
    id: 'b.approve.1',
    stage: { id: 'approve', name: 'Approve the refund' },
    runTitle: 'order 48198',
    reason: 'human-stage',
    because: 'A person decides this stage.',
    due: minutesFromNow(22),
    overdue: false,
    confidence: null,
    threshold: null,
  }),
  aTaskRow({
    id: 'c.details.1',
    stage: { id: 'details', name: 'Pull out details' },
    runTitle: 'invoice 2290',
    reason: 'no-confidence',
    because: 'The skill did not say how sure it is.',
    due: minutesFromNow(70),
    overdue: false,
    confidence: null,
    threshold: 0.85,
  }),
  aTaskRow({
    id: 'd.send.1',
    stage: { id: 'send', name: 'Send the reply' },
    runTitle: 'order 48160',
    reason: 'unknown-outcome',
    because: 'The attempt was lost, so nobody knows whether the e-mail went out.',
    due: minutesFromNow(91),
    overdue: false,
    confidence: null,
    threshold: null,
  }),
  aTaskRow({
    id: 'e.sort.1',
    stage: { id: 'sort', name: 'Sort the message' },
    runTitle: 'chat 7741',
    due: minutesFromNow(168),
    overdue: false,
    confidence: 0.83,
    threshold: 0.85,
    claimedBy: { id: 'human:mei', name: 'mei' },
  }),
  aTaskRow({
    id: 'f.supplier.1',
    stage: { id: 'supplier', name: 'Look up the supplier' },
    runTitle: 'Halden AS',
    reason: 'error',
    because: 'It failed 3 times: the table does not answer.',
    due: minutesFromNow(200),
    overdue: false,
    confidence: null,
    threshold: null,
  }),
]

export function aTaskDetail(given: Partial<TaskDetail> = {}): TaskDetail {
  return {
    row: aTaskRow(),
    version: '1-1-1-7-0',
    asked: {
      instructions: 'Does the refund policy allow a refund, and how much?',
      description: null,
      escalation: null,
      runInputs: [
        {
          name: 'message',
          label: 'What the customer wrote',
          value:
            'The kettle arrived on 20 October and the lid never closed. I would like my money back, £52 with the postage. I sent pictures last week but nobody answered.\u202e – J. Okafor',
        },
        { name: 'order', label: 'Order', value: '48211' },
      ],
    },
    isBlind: false,
    answered: {
      by: { ...SORTER, name: 'Policy checker' },
      outputs: [
        { name: 'decision', label: 'Decision', value: 'refund' },
        { name: 'amount', label: 'Amount, £', value: 52 },
      ],
      summary: 'Inside 30 days and faulty. Postage is returned when goods are faulty.',
      confidence: { value: 0.71, threshold: 0.9, source: 'reported' },
      artifacts: [],
    },
    evidence: {
      inputs: [{ name: 'order', label: 'Order', value: '48211' }],
      inputsProblem: null,
      handoffs: [
        {
          stage: { id: 'details', name: 'Pull out details' },
          outcome: 'succeeded',
          performer: SORTER,
          summary: null,
          outputs: [
            { name: 'item', label: 'Item', value: 'Kettle K2, £48.00' },
            { name: 'postage', label: 'Postage', value: '£4.00' },
          ],
          confidence: { value: 0.88, threshold: 0.8, source: 'reported' },
          artifacts: [],
        },
      ],
      context: POLICY,
    },
    barred: null,
    question: null,
    answers: [
      { type: 'approve', effect: 'Marks this stage done with refund, 52. Draft the reply starts next.' },
      { type: 'edit', effect: 'Marks this stage done with your values. Draft the reply starts next.' },
      { type: 'reject', effect: 'Ends this stage as Rejected. 5 later stages are skipped.' },
      { type: 'retry', effect: 'Asks Policy checker again, up to 3 tries. The deadline becomes 14:42.' },
    ],
    files: [],
    form: {
      schema: {
        type: 'object',
        required: ['decision', 'amount'],
        properties: {
          decision: { type: 'string', title: 'Decision', enum: ['refund', 'no refund'] },
          amount: { type: 'number', title: 'Amount, £' },
        },
      },
      values: { decision: 'refund', amount: 52 },
      profile: 'portable',
      reasons: [],
    },
    history: [
      {
        id: '4',
        at: minutesFromNow(-12),
        icon: 'overdue',
        stage: 'policy',
        aside: null,
        lead: 'Deadline passed.',
        text: 'lena-fischer, owner added',
      },
      {
        id: '3',
        at: minutesFromNow(-147),
        icon: 'person',
        stage: 'policy',
        lead: 'tom-akers',
        text: 'took it',
        aside: null,
      },
      {
        id: '2',
        at: minutesFromNow(-252),
        icon: 'awaiting-approval',
        stage: 'policy',
        lead: 'Opened',
        text: 'for support-team, 4 h',
        aside: null,
      },
      {
        id: '1',
        at: minutesFromNow(-253),
        icon: 'done',
        stage: 'policy',
        lead: 'Policy checker',
        text: 'answered, try 1',
        aside: null,
      },
    ],
    next: 'b.approve.1',
    ...given,
  }
}

export function aStageRun(given: Partial<StageRun> & Pick<StageRun, 'id' | 'name'>): StageRun {
  return {
    description: null,
    status: 'pending',
    performer: SORTER,
    dependsOn: [],
    join: 'all',
    when: null,
    optional: false,
    effect: 'pure',
    threshold: null,
    readyAt: null,
    begunAt: null,
    settledAt: null,
    attempt: 0,
    attemptsMax: 3,
    deadline: null,
    until: null,
    confidence: null,
    decidedBy: null,
    decision: null,
    task: null,
    because: null,
    carried: false,
    gets: null,
    gives: null,
    summary: null,
    artifacts: [],
    context: NO_CONTEXT,
    tokens: null,
    cost: null,
    ...given,
  }
}

const DONE = { status: 'succeeded', readyAt: NOW, begunAt: NOW, settledAt: minutesFromNow(0.1), attempt: 1 } as const

const STAGES: readonly StageRun[] = [
  aStageRun({
    ...DONE,
    id: 'sort',
    name: 'Sort the message',
    confidence: { value: 0.93, threshold: 0.85, source: 'reported' },
    gets: [{ name: 'text', label: 'Text', value: 'Where is my parcel?' }],
    gives: [{ name: 'label', label: 'Intent', value: 'order-status' }],
  }),
  aStageRun({
    ...DONE,
    id: 'details',
    name: 'Pull out details',
    dependsOn: ['sort'],
    confidence: { value: 0.88, threshold: 0.8, source: 'reported' },
  }),
  aStageRun({ ...DONE, id: 'order', name: 'Look up the order', dependsOn: ['sort'], performer: LETTER }),
  aStageRun({
    ...DONE,
    id: 'policy',
    name: 'Check the refund policy',
    dependsOn: ['details', 'order'],
    decidedBy: { id: 'human:tom-akers', name: 'tom-akers' },
    decision: 'edit',
    confidence: { value: null, threshold: 0.9, source: 'human' },
  }),
  aStageRun({
    id: 'draft',
    name: 'Draft the reply',
    status: 'running',
    dependsOn: ['policy'],
    performer: LETTER,
    attempt: 1,
    deadline: minutesFromNow(5),
    readyAt: NOW,
    begunAt: NOW,
    context: POLICY,
  }),
  aStageRun({ id: 'tone', name: 'Check tone', dependsOn: ['draft'], optional: true, performer: ABSENT }),
  aStageRun({ id: 'approve', name: 'Approve the refund', dependsOn: ['draft'], performer: TEAM }),
  aStageRun({
    id: 'send',
    name: 'Send the reply',
    dependsOn: ['tone', 'approve'],
    performer: MAILER,
    effect: 'once-or-ask',
  }),
  aStageRun({ id: 'log', name: 'Add to refund log', dependsOn: ['approve'], performer: MAILER, effect: 'idempotent' }),
]

function at(seconds: number): string {
  return new Date(Date.parse(minutesFromNow(-3)) + seconds * 1_000).toISOString()
}

export function aRunDetail(given: Partial<RunDetail> = {}): RunDetail {
  return {
    summary: aRunSummary(),
    version: 31,
    planDigest: '5d02aa00b71c5d02aa00b71c',
    workflowDigest: '77aa',
    phase: { type: 'open' },
    inputs: [
      {
        name: 'message',
        label: 'What the customer wrote',
        value:
          'The kettle arrived on 20 October and the lid never closed. I would like my money back, £52 with the postage.',
      },
      { name: 'email', label: 'E-mail', value: 'j.okafor@example.com' },
    ],
    outputs: [],
    cost: { basis: 'free' },
    retriedFrom: null,
    stages: STAGES,
    timeline: [
      {
        stage: { id: 'sort', name: 'Sort the message' },
        segments: [
          { kind: 'queued', from: at(0), to: at(2), attempt: null, note: null },
          { kind: 'running', from: at(2), to: at(6), attempt: 1, note: null },
        ],
      },
      {
        stage: { id: 'details', name: 'Pull out details' },
        segments: [
          { kind: 'failed-try', from: at(6), to: at(15), attempt: 1, note: 'no answer in 8 s' },
          { kind: 'before-next-try', from: at(15), to: at(24), attempt: 1, note: null },
          { kind: 'running', from: at(24), to: at(31), attempt: 2, note: null },
        ],
      },
      {
        stage: { id: 'policy', name: 'Check the refund policy' },
        segments: [
          { kind: 'running', from: at(31), to: at(42), attempt: 1, note: null },
          { kind: 'awaiting-approval', from: at(42), to: at(104), attempt: null, note: null },
          { kind: 'person-at-work', from: at(104), to: at(142), attempt: null, note: null },
        ],
      },
      {
        stage: { id: 'draft', name: 'Draft the reply' },
        segments: [{ kind: 'running', from: at(142), to: null, attempt: 1, note: null }],
      },
    ],
    log: [
      {
        id: '6',
        at: at(142),
        icon: 'running',
        stage: 'draft',
        lead: 'Fill in a letter',
        text: 'began Draft the reply',
        aside: 'try 1',
      },
      {
        id: '5',
        at: at(142),
        icon: 'handoff',
        stage: 'policy',
        lead: 'Handoff',
        text: 'Check the refund policy passed on refund, 48',
        aside: null,
      },
      {
        id: '4',
        at: at(142),
        icon: 'person',
        stage: 'policy',
        lead: 'tom-akers',
        text: 'edited and approved: amount 48, was 52',
        aside: '38 s',
      },
      {
        id: '3',
        at: at(42),
        icon: 'awaiting-approval',
        stage: 'policy',
        lead: 'support-team',
        text: 'asked: 78 % sure, less than 90 %',
        aside: 'due 14:40',
      },
      {
        id: '2',
        at: at(15),
        icon: 'failed',
        stage: 'details',
        lead: 'Pull out details',
        text: 'try 1: no answer in 8 s. Tries again in 8 s',
        aside: '9 s',
      },
      {
        id: '1',
        at: at(6),
        icon: 'done',
        stage: 'sort',
        lead: 'Sort a message',
        text: 'gave order-status, 93 % sure',
        aside: '4 s',
      },
    ],
    logOmitted: 0,
    receiptsOmitted: 0,
    valuesOmitted: false,
    receipts: [
      {
        number: 1,
        kind: 'stage',
        stage: { id: 'sort', name: 'Sort the message' },
        outcome: 'succeeded',
        at: at(6),
        hash: '18e6aa000044d0',
        line: '{"kind":"stage","outcome":"succeeded"}',
      },
    ],
    signed: null,
    actions: { cancel: true, pause: true, resume: false, retryFrom: [], erase: false },
    erased: null,
    ...given,
  }
}

export function aLiveWorkChart(given: Partial<LiveWorkChart> = {}): LiveWorkChart {
  return {
    ...SUPPORT_DESK,
    published: aVersion(),
    changedSincePublished: false,
    runs: 231,
    stagesDone: { withoutPerson: 1_290, byPerson: 358, runs: 231 },
    stalls: aStallBudget(),
    nextStart: null,
    ...given,
  }
}

/** 3 of 400 runs, where 20 may. */
export function aStallBudget(given: Partial<StallBudget> = {}): StallBudget {
  const counted = { stalled: 3, of: 400, share: 0.0075, low: 0.0026, high: 0.0218, allowed: 20 }
  return { days: 30, shareMax: 0.05, isSpent: false, ...counted, ...given }
}

/** Of a WorkChart that has not run. */
export const NO_STALLS = aStallBudget({ stalled: 0, of: 0, share: null, low: null, high: null, allowed: 0 })

/** Each version asks a person a little earlier than the one before it. */
export function aVersionText(number: number): VersionText {
  const text = `name: Support desk\nstages:\n  - id: sort\n    name: Sort\n    gate: { threshold: 0.${80 + number} }\n`
  return { version: aVersion({ number }), file: 'support-desk.yaml', text }
}

function aVersion(given: Partial<Version> = {}): Version {
  return {
    number: 7,
    digest: '9f31c0aa',
    name: SUPPORT_DESK.name,
    status: 'published',
    at: minutesFromNow(-3_000),
    by: OWNER,
    made: null,
    ...given,
  }
}

const NO_RUNS: Home['runs'] = { running: 0, waiting: 0, paused: 0, succeeded: 0, failed: 0, rejected: 0, canceled: 0 }

export function aHome(given: Partial<Home> = {}): Home {
  return {
    now: NOW,
    hasRun: true,
    openTasks: 6,
    overdueTasks: 1,
    countMax: 1_000,
    runs: { ...NO_RUNS, running: 5, waiting: 4, paused: 1, succeeded: 388, failed: 2, rejected: 5 },
    tasks: TASK_ROWS,
    runningNow: [
      aRunSummary(),
      aRunSummary({
        id: '2',
        title: 'order 48211',
        status: 'waiting',
        startedAt: minutesFromNow(-252),
        counts: { ...NO_STAGES, succeeded: 3, 'awaiting-approval': 1, pending: 5 },
        active: [
          {
            stage: 'policy',
            name: 'Check the refund policy',
            status: 'awaiting-approval',
            performer: 'Policy checker',
          },
        ],
      }),
      aRunSummary({
        id: '3',
        title: 'spring mailing',
        status: 'paused',
        active: [],
        counts: { ...NO_STAGES, succeeded: 2, pending: 4 },
      }),
    ],
    workCharts: [
      aLiveWorkChart(),
      aLiveWorkChart({
        id: 'invoices',
        name: 'Invoice approval',
        runs: 0,
        stagesDone: null,
        published: aVersion({ number: 3 }),
        changedSincePublished: true,
        nextStart: minutesFromNow(1_278),
      }),
    ],
    creationTime: aCreationTime(),
    noCode: { share: 0.75, of: 4 },
    stalls: aStallBudget(),
    workers: { skills: 8, aiConnected: false },
    unusable: [],
    stopped: [],
    demo: { workflow: 'support-desk', messages: 400 },
    ...given,
  }
}

export function aCreationTime(given: Partial<Home['creationTime']> = {}): Home['creationTime'] {
  const times = { averageMs: 840_000, medianMs: 600_000, averageActiveMs: 480_000 }
  return { of: 3, ...times, onboarding: 1, abandoned: 0, isTooLong: false, ...given }
}

export function aFirstOpenHome(): Home {
  return aHome({
    hasRun: false,
    openTasks: 0,
    overdueTasks: 0,
    runs: NO_RUNS,
    tasks: [],
    runningNow: [],
    workCharts: [aLiveWorkChart({ published: null, runs: 0, stagesDone: null })],
  })
}

export function aPlannedStage(given: Partial<PlannedStage> & Pick<PlannedStage, 'id' | 'name'>): PlannedStage {
  return {
    description: null,
    instructions: null,
    budget: null,
    dependsOn: [],
    join: 'all',
    when: null,
    optional: false,
    performer: SORTER,
    boundBy: 'workflow',
    tools: [],
    reviewer: null,
    threshold: null,
    target: null,
    samples: null,
    reviewBetween: null,
    effect: 'pure',
    escalation: {
      to: ['human:support-team'],
      first: [{ id: 'human:support-team', name: 'support-team' }],
      priority: 'normal',
      keptOut: null,
      slaMs: 14_400_000,
      remindMs: null,
      workingHours: null,
      onBreach: [],
    },
    context: NO_CONTEXT,
    timeoutMs: 60_000,
    attemptsMax: 3,
    onError: 'escalate',
    onReject: 'fail',
    inputs: null,
    outputs: null,
    ...given,
  }
}

export function aWorkflowSummary(given: Partial<WorkflowSummary> = {}): WorkflowSummary {
  return {
    ...SUPPORT_DESK,
    description: 'Sorts messages, writes the answers, and asks a person where it is not sure.',
    collection: 'default',
    file: 'collections/default/workflows/support-desk.yaml',
    stages: 5,
    errors: 0,
    published: aVersion(),
    changedSincePublished: true,
    nextStart: minutesFromNow(1_278),
    runs: 231,
    ...given,
  }
}

export function aWorkflowDetail(given: Partial<WorkflowDetail> = {}): WorkflowDetail {
  const stages = [
    aPlannedStage({ id: 'sort', name: 'Sort the message', threshold: 0.85 }),
    aPlannedStage({ id: 'policy', name: 'Check the policy', dependsOn: ['sort'], performer: ABSENT }),
    aPlannedStage({
      id: 'letter',
      name: 'Write the answer',
      dependsOn: ['sort'],
      performer: LETTER,
      when: 'stages.sort.outputs.label != "other"',
      optional: true,
    }),
    aPlannedStage({ id: 'approve', name: 'Approve', dependsOn: ['letter', 'policy'], performer: TEAM }),
    aPlannedStage({ id: 'send', name: 'Send it', dependsOn: ['approve'], performer: MAILER, effect: 'once-or-ask' }),
  ]
  return {
    summary: aWorkflowSummary(),
    text: 'workflow:\n  id: support-desk\n',
    digest: '9f31',
    problems: [
      {
        rule: 'unused-input',
        severity: 'warning',
        message: 'Nothing reads the input "venture".',
        help: 'Remove it, or use it in a stage.',
        file: 'collections/default/workflows/support-desk.yaml',
        line: 12,
        column: 3,
        pointer: '/inputs/venture',
      },
    ],
    beginnings: [],
    inputs: [
      {
        name: 'message',
        schema: { type: 'string', maxLength: 4_000 },
        required: true,
        default: null,
        description: 'What the customer wrote',
      },
      { name: 'urgent', schema: { type: 'boolean' }, required: false, default: false, description: null },
      {
        name: 'channel',
        schema: { type: 'string', enum: ['e-mail', 'chat'] },
        required: false,
        default: 'e-mail',
        description: null,
      },
    ],
    plan: {
      workflow: 'support-desk',
      ready: true,
      stages,
      problems: [],
      batches: [['sort'], ['policy', 'letter'], ['approve'], ['send']],
      bindings: [],
      missing: [{ stage: 'policy', role: 'primary', ref: 'agent:policy-checker', reason: 'No AI is connected here.' }],
      overrides: [],
      project: null,
      contextTokens: 2_060,
      budget: { run: null, day: null },
      consequences: [{ stage: 'send', ref: 'skill:send-email', effect: 'once-or-ask', reaches: null }],
      forecast: { run: { cost: null, durationMs: null, asked: null }, stages: [] },
    },
    stalls: aStallBudget(),
    versions: [aVersion(), aVersion({ number: 6, status: 'unpublished', at: minutesFromNow(-9_000) })],
    triggers: [
      {
        id: 'support-desk/mornings',
        workflow: SUPPORT_DESK,
        starts: {
          type: 'schedule',
          cron: '0 9 * * 1-5',
          words: 'At 09:00, Monday through Friday',
          timezone: 'Europe/London',
          startsOn: null,
          endsOn: null,
          jitter: null,
          overlap: 'skip',
          catchUp: 'none',
          catchUpWindow: null,
          catchUpMax: null,
          pauseAfter: null,
        },
        state: 'on',
        pause: null,
        incident: null,
        inputs: {},
        next: [minutesFromNow(1_338), minutesFromNow(5_658)],
        lastRun: null,
        webhook: null,
      },
    ],
    ...given,
  }
}

export function aTemplate(given: Partial<Template> = {}): Template {
  return {
    id: 'refund-requests',
    name: 'Refunds and returns',
    description: 'Sorts what a customer wants back and lets a person decide.',
    people: 'The support lead decides refunds above 25.',
    needs: 'What the customer wrote.',
    stages: [
      { id: 'sort', name: 'Sort the message', kind: 'ai', dependsOn: [] },
      { id: 'order', name: 'Find the order', kind: 'exact', dependsOn: [] },
      { id: 'decide', name: 'Decide the refund', kind: 'person', dependsOn: ['sort', 'order'] },
    ],
    asks: ['support', 'support-lead'],
    agentStages: 0,
    samples: 22,
    kept: [],
    ...given,
  }
}
