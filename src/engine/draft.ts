import type { Result } from '../core/basics/result.ts'
import { ok } from '../core/basics/result.ts'
import type { Timestamp } from '../core/basics/timestamp.ts'
import type { MemoryItem } from '../core/memory/memory-item.ts'
import type { Plan } from '../core/plan/plan.ts'
import type { Written } from '../core/receipt/write-receipts.ts'
import { genesis, writeReceipt } from '../core/receipt/write-receipts.ts'
import type { Command } from '../core/run/command.ts'
import type { Decision } from '../core/run/decide.ts'
import { decide } from '../core/run/decide.ts'
import { findTask } from '../core/run/find-task.ts'
import { foundMemory } from '../core/run/found-memory.ts'
import type { OwnerId, TaskId } from '../core/run/ids.ts'
import { stageIndex } from '../core/run/plan-index.ts'
import type { Refusal } from '../core/run/refusal.ts'
import type { Run } from '../core/run/run.ts'
import type { LaterEvent, RunEvent, RunStarted } from '../core/run/run-event.ts'
import { wordsOfFact } from '../core/run/run-words.ts'
import { toSnapshot } from '../core/run/snapshot.ts'
import { allStages, stageAt } from '../core/run/stage-table.ts'
import { startRun } from '../core/run/start-run.ts'
import { stallsIn } from '../core/stall/stalls-in.ts'
import type { BudgetClaim } from './budget-row.ts'
import type { Known } from './gate-appends.ts'
import { gateAppendOf } from './gate-appends.ts'
import type { GateAppend } from './gate-row.ts'
import type { LiveRun } from './live-run.ts'
import { charsOf } from './live-run.ts'
import type { Begun } from './perform.ts'
import { receiptRow, runRow, stallRow, taskRow } from './rows.ts'
import type { StallRow } from './stall-row.ts'
import type { ReceiptRow, RunAppend, TaskRow } from './store.ts'

/** Below this many facts a history is replayed faster than a snapshot is read. */
const SNAPSHOT_FACTS_MIN = 64

/** What a turn has decided about one run and not written yet. Lives inside one turn. */
export interface Draft {
  live: LiveRun
  /** The number of facts the store has. */
  readonly expected: number
  readonly events: RunEvent[]
  readonly receipts: Written[]
  readonly tasks: Set<TaskId>
  readonly found: MemoryItem[]
  readonly stalls: StallRow[]
  readonly gate: GateAppend[]
  /** What the run is found by from now on. */
  readonly words: Set<string>
  /** By attempt, where a budget counts days. */
  readonly claims: Map<number, BudgetClaim>
  /** Attempts that are to be performed once it is written. */
  readonly begun: Begun[]
}

export interface Deciding {
  readonly now: Timestamp
  readonly owner: OwnerId
  readonly sha256: (text: string) => string
}

export function openDraft(live: LiveRun): Draft {
  return {
    live,
    expected: live.run.version,
    events: [],
    receipts: [],
    tasks: new Set(),
    found: [],
    stalls: [],
    gate: [],
    words: new Set(),
    claims: new Map(),
    begun: [],
  }
}

/** The draft of a new run, or why its start is refused. */
export function draftStart(plan: Plan, started: RunStarted, { now, sha256 }: Deciding): Result<Draft, Refusal> {
  const start = startRun(plan, started, now)
  if (!start.ok) return start
  const [first, ...events] = start.value.events
  const [run, ...states] = start.value.states
  const draft: Draft = {
    ...openDraft({ run, chain: genesis(run, sha256), snapshotAt: 0, payload: charsOf(run.inputs) }),
    expected: 0,
    events: [first],
  }
  addWords(draft, run, first)
  take(draft, { events, states }, sha256)
  return ok(draft)
}

/** Decides a command on what the turn has decided so far. */
export function decideInDraft(draft: Draft, command: Command, deciding: Deciding): Result<Run, Refusal> {
  const decided = decide(draft.live.run, command, deciding)
  if (!decided.ok) return decided
  take(draft, decided.value, deciding.sha256)
  return ok(draft.live.run)
}

/** Adds the facts to the draft with their receipts: a receipt shows the run as its own fact left it. */
function take(draft: Draft, { events, states }: Pick<Decision, 'events' | 'states'>, sha256: Deciding['sha256']): void {
  events.forEach((event, index) => {
    const run = states[index] ?? draft.live.run
    const written = writeReceipt(draft.live.chain, { run, event }, sha256)
    const { chain, payload } = draft.live
    draft.live = { ...draft.live, run, chain: written?.chain ?? chain, payload: payload + payloadOf(event) }
    draft.events.push(event)
    addWords(draft, run, event)
    if (written !== undefined) draft.receipts.push(written)
    addToGate(draft, run, { event, receipt: written?.receipt, sha256 })
    if ('task' in event) addTasks(draft, run, event)
    if (event.type === 'run-erased') addAllTasks(draft, run)
    if ('stage' in event) draft.found.push(...foundMemory(run, event, sha256))
    if (event.type === 'budget-claimed') keepClaim(draft, run, event)
  })
  const { run } = draft.live
  draft.stalls.push(...stallsIn({ run, events }).map((stall) => stallRow(run, stall)))
}

interface Judging extends Known {
  readonly sha256: Deciding['sha256']
}

function addToGate({ gate }: Draft, run: Run, { sha256, ...known }: Judging): void {
  const append = gateAppendOf(run, known, sha256)
  if (append !== undefined) gate.push(append)
}

/** Where a gate goes by what people find, the row of one task says whether another of its stage is still to be answered blindly. */
function addTasks({ tasks }: Draft, { plan, stages }: Run, { stage, task }: OfTask): void {
  tasks.add(task)
  const stageRun = stageAt(stages, stageIndex(plan, stage))
  if (stageRun.judged !== undefined) for (const { id } of stageRun.tasks) tasks.add(id)
}

type OfTask = Extract<LaterEvent, { readonly task: TaskId }>

/** Their rows say what they were about. */
function addAllTasks({ tasks }: Draft, { stages }: Run): void {
  for (const stage of allStages(stages)) for (const { id } of stage.tasks) tasks.add(id)
}

function addWords({ words }: Draft, run: Run, event: RunEvent): void {
  for (const word of wordsOfFact(run, event)) words.add(word)
}

/** What an attempt has claimed is one row, however often it claims. */
function keepClaim({ claims }: Draft, run: Run, { stage, at, spending }: BudgetClaimed): void {
  const { state } = stageAt(run.stages, stageIndex(run.plan, stage))
  if (run.plan.budget?.day !== undefined && state.status === 'running')
    claims.set(state.fence, { fence: state.fence, at, spending })
}

type BudgetClaimed = Extract<LaterEvent, { readonly type: 'budget-claimed' }>

function payloadOf(event: LaterEvent): number {
  return event.type === 'attempt-answered' ? charsOf(event.answer.outputs) : 0
}

/** What the store is to write for the draft. */
export function appendOf(draft: Draft, { now, owner }: Pick<Deciding, 'now' | 'owner'>): RunAppend {
  const { run, chain } = draft.live
  return {
    expected: draft.expected,
    events: draft.events,
    row: runRow(run, { now, owner, chain }),
    tasks: [...draft.tasks].map((id) => rowOfTask(run, id)),
    receipts: draft.receipts.map((written): ReceiptRow => receiptRow(run, written)),
    ...(needsSnapshot(draft.live) ? { snapshot: toSnapshot(run) } : {}),
    ...(draft.words.size === 0 ? {} : { words: [...draft.words] }),
    ...(draft.found.length === 0 ? {} : { found: draft.found }),
    ...(draft.stalls.length === 0 ? {} : { stalls: draft.stalls }),
    ...(draft.gate.length === 0 ? {} : { gate: draft.gate }),
    ...(draft.claims.size === 0 ? {} : { claims: [...draft.claims.values()] }),
  }
}

/** Snapshots are written when the facts since the last one outweigh it. */
function needsSnapshot({ run, snapshotAt }: LiveRun): boolean {
  return (
    run.phase.type !== 'finished' && run.version - snapshotAt > Math.max(SNAPSHOT_FACTS_MIN, run.plan.stages.length)
  )
}

export function liveAfter({ live }: Draft): LiveRun {
  return needsSnapshot(live) ? { ...live, snapshotAt: live.run.version } : live
}

function rowOfTask(run: Run, id: TaskId): TaskRow {
  const found = findTask(run, id)
  if (found === undefined) throw new Error(`The run has no task ${id}`)
  return taskRow(run, found)
}
