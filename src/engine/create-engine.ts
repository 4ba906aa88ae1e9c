import type { Result } from '../core/basics/result.ts'
import type { Plan } from '../core/plan/plan.ts'
import type { AttemptNote } from '../core/run/attempt-note.ts'
import type { Command } from '../core/run/command.ts'
import type { OwnerId, RunId } from '../core/run/ids.ts'
import { stageIndex } from '../core/run/plan-index.ts'
import type { Refusal } from '../core/run/refusal.ts'
import { retryFrom } from '../core/run/retry-from.ts'
import type { Run } from '../core/run/run.ts'
import { isFinished } from '../core/run/run.ts'
import type { RunStarted } from '../core/run/run-event.ts'
import { stageAt } from '../core/run/stage-table.ts'
import type { CommandAsk, StartAsk, WriteAsk } from './ask.ts'
import type { Turn } from './attend.ts'
import { createGates } from './create-gates.ts'
import type { AttemptRef } from './delivery.ts'
import { digestOfPlan } from './digest-of-plan.ts'
import type { Draft } from './draft.ts'
import { liveAfter } from './draft.ts'
import type { Engine, EngineCondition, EngineParts, RetryOrder, StartOrder } from './engine.ts'
import type { Gates } from './gates.ts'
import type { Begun } from './perform.ts'
import { performAttempt } from './perform.ts'
import type { Purses } from './purse.ts'
import { createPurses } from './purse.ts'
import type { RunCache } from './run-cache.ts'
import { createRunCache } from './run-cache.ts'
import type { AppendOutcome } from './store.ts'
import { StoreError } from './store.ts'
import type { TriggerKeeper } from './trigger-keeper.ts'
import type { Committed, Turns } from './turns.ts'
import { createTurns } from './turns.ts'
import type { Upkeep } from './upkeep.ts'
import { createUpkeep } from './upkeep.ts'
import { mayLetStart, wakeTimes } from './wake-times.ts'

/** What the parts of a running engine share. */
interface Works {
  readonly parts: EngineParts
  readonly owner: OwnerId
  readonly cache: RunCache
  readonly turns: Turns
  readonly upkeep: Upkeep
  readonly purses: Purses
  readonly gates: Gates
  readonly listeners: Set<(position: number) => void>
  /** The runs this process was asked about; undefined: it looks after all runs. */
  mine: Set<RunId> | undefined
  /** Results that a full disk could not take: they are asked for again. */
  readonly unsaved: CommandAsk[]
  closing: boolean
  /** Whether all runs are looked after. */
  recovered: boolean
  /** Whether the last turn that had something to write found no space for it. */
  full: boolean
}

/** An engine over these parts. It performs nothing until something is asked of it or `recover` is called. */
export function createEngine(parts: EngineParts): Engine {
  const works = assemble(parts)
  return {
    owner: works.owner,
    start: (order) => start(works, order),
    startFired: (order, firing) => askStart(works, startedFact(works, order), { plan: order.plan, beside: firing }),
    command: (run, command) => askCommand(works, run, command),
    retry: (run, order) => retry(works, run, order),
    write: (transition) => askWrite(works, transition),
    findRun: async (run) => (await works.cache.get(run))?.run,
    getPlan: works.cache.getPlan,
    lookAtGate: works.gates.look,
    recover: (keeper) => recover(works, keeper),
    condition: () => conditionOf(works),
    onCommit: (listener) => listen(works.listeners, listener),
    drain: () => drain(works),
    close: () => close(works),
  }
}

function assemble(parts: EngineParts): Works {
  const owner = parts.ids.next() as OwnerId
  const cache = createRunCache(parts.store)
  const turns: Turns = createTurns({
    store: parts.store,
    cache,
    openTurn: () => openTurn(works),
    committed: (write) => afterCommit(works, write),
    ended: (turn) => upkeep.goOn(turn),
    failed: (error) => {
      works.full = error instanceof StoreError && error.outcome === 'full'
      reportFailure(parts, error)
    },
    unattended: (run, error) => {
      upkeep.setAside(run)
      reportFailure(parts, error)
    },
  })
  const upkeep = createUpkeep({
    ...parts,
    owner,
    attend: (run) => turns.ask({ type: 'attend', run }),
    isMine: (run) => works.mine === undefined || works.mine.has(run),
    askAgain: () => {
      for (const ask of works.unsaved.splice(0)) turns.ask(ask)
    },
    failed: (error) => reportFailure(parts, error),
  })
  const works: Works = {
    parts,
    owner,
    cache,
    turns,
    upkeep,
    purses: createPurses(parts),
    gates: createGates({ ...parts, reader: parts.store }),
    listeners: new Set(),
    mine: new Set(),
    unsaved: [],
    closing: false,
    recovered: false,
    full: false,
  }
  return works
}

/** A process that is closing begins nothing: nobody would report what came of it. */
function openTurn({ parts: { clock, ids, delivery }, owner, closing }: Works): Turn {
  return {
    now: clock.now(),
    owner,
    sha256: ids.sha256,
    random: ids.random,
    slots: closing ? 0 : delivery.freeSlots(),
    starved: false,
  }
}

/** After an unknown outcome nothing in memory can be trusted: only a fresh start can tell what was saved. */
function reportFailure({ onFatal, onProblem }: EngineParts, error: unknown): void {
  if (error instanceof StoreError && error.outcome === 'unknown') onFatal(error)
  else onProblem(error)
}

async function recover(works: Works, keeper: TriggerKeeper | undefined): Promise<void> {
  works.mine = undefined
  if (keeper !== undefined) works.upkeep.keepWith(keeper)
  await works.upkeep.look()
  works.recovered = true
}

function conditionOf({ recovered, full }: Works): EngineCondition {
  if (full) return 'disk-full'
  return recovered ? 'ready' : 'starting'
}

async function drain({ turns, upkeep, parts }: Works): Promise<void> {
  do {
    await turns.idle()
    await upkeep.idle()
    await parts.delivery.idle()
  } while (!turns.isIdle())
}

/** Attempts that are stopped by it are not reported: the next process finds them lost, as after a crash. */
async function close(works: Works): Promise<void> {
  works.closing = true
  works.upkeep.close()
  await works.parts.delivery.close()
  await works.upkeep.idle()
  await works.turns.idle()
}

function listen(listeners: Works['listeners'], listener: (position: number) => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

function start(works: Works, order: StartOrder): Promise<Result<Run, Refusal>> {
  return startUnfired(works, startedFact(works, order), order.plan)
}

async function startUnfired(works: Works, started: RunStarted, plan: Plan): Promise<Result<Run, Refusal>> {
  const result = await askStart(works, started, { plan, beside: {} })
  if (result !== 'stale') return result
  throw new Error(`Run ${started.run} was started by another process at the same time`)
}

function startedFact({ parts }: Works, { id, plan, inputs, by, cause, title }: StartOrder): RunStarted {
  return {
    type: 'run-started',
    run: id,
    plan: digestOfPlan(plan, parts.ids.sha256),
    inputs,
    salt: parts.ids.salt(),
    by,
    cause,
    ...(title === undefined ? {} : { title }),
  }
}

function askStart(
  { turns, mine }: Works,
  started: RunStarted,
  rest: Pick<StartAsk, 'plan' | 'beside'>,
): Promise<Result<Run, Refusal> | 'stale'> {
  mine?.add(started.run)
  return new Promise((reply, fail) => turns.ask({ type: 'start', started, ...rest, reply, fail }))
}

function askCommand({ turns, mine }: Works, run: RunId, command: Command): Promise<Result<Run, Refusal> | undefined> {
  mine?.add(run)
  return new Promise((reply, fail) => turns.ask({ type: 'command', run, command, reply, fail }))
}

function askWrite({ turns }: Works, transition: WriteAsk['transition']): Promise<AppendOutcome['type']> {
  return new Promise((reply, fail) => turns.ask({ type: 'write', transition, reply, fail }))
}

async function retry(works: Works, id: RunId, order: RetryOrder): Promise<Result<Run, Refusal> | undefined> {
  const live = await works.cache.get(id)
  if (live === undefined) return undefined
  const started = retryFrom(live.run, { ...order, salt: works.parts.ids.salt() })
  return started.ok ? await startUnfired(works, started.value, order.plan?.plan ?? live.run.plan) : started
}

/** What a commit made true: it is remembered, told, stopped where it is no longer wanted, and performed. */
function afterCommit(works: Works, { draft, transition, positions }: Committed): void {
  works.full = false
  if (draft !== undefined) continueRun(works, draft)
  for (const at of wakeTimes(transition)) works.upkeep.expect(at)
  if (mayLetStart(transition)) works.upkeep.expect(works.parts.clock.now())
  const position = positions.at(-1)
  if (position !== undefined) for (const listener of works.listeners) listener(position)
}

function continueRun(works: Works, draft: Draft): void {
  const { run } = draft.live
  works.cache.put(liveAfter(draft))
  if (isFinished(run)) works.mine?.delete(run.id)
  works.parts.delivery.stop(run.id, (attempt) => isRunning(run, attempt))
  for (const begun of draft.begun) {
    const attempt: AttemptRef = { run: run.id, stage: begun.stage, fence: begun.fence }
    if (isRunning(run, attempt)) perform(works, { run, attempt, begun })
  }
}

function isRunning(run: Run, { stage, fence }: AttemptRef): boolean {
  const { state } = stageAt(run.stages, stageIndex(run.plan, stage))
  return state.status === 'running' && state.fence === fence
}

interface Performing {
  readonly run: Run
  readonly attempt: AttemptRef
  readonly begun: Begun
}

/** The slot is free again before the result is decided on, so that the same commit can begin what comes next. */
function perform(works: Works, { run, attempt, begun }: Performing): void {
  const { parts, turns, purses, gates } = works
  parts.delivery.perform(attempt, async (signal) => {
    const { stage, fence } = attempt
    const record = async (note: AttemptNote): Promise<boolean> =>
      (await askCommand(works, run.id, { type: 'note-attempt', stage, fence, note }))?.ok === true
    const purse = purses.open({ plan: run.plan, attempt, signal, ask: (claim) => askCommand(works, run.id, claim) })
    const result = await performAttempt(parts, { run, begun, record, reserve: purse.reserve }, signal)
    if (works.closing) return
    const rule = await gates.rule({ run, stage, result })
    // In the same turn as the result, and before it: afterwards the attempt is over. What fails is told with the turn.
    purse.close().catch(() => undefined)
    const command: Command = {
      type: 'report-attempt',
      stage,
      fence,
      result,
      salt: parts.ids.salt(),
      jitter: parts.ids.random(),
      ...rule,
    }
    const ask: CommandAsk = {
      type: 'command',
      run: run.id,
      command,
      reply: () => undefined,
      fail: (error) => keepUnsaved(works, ask, error),
    }
    turns.ask(ask)
  })
}

/** What was performed must not be performed again for want of space. The failure itself was reported with its turn. */
function keepUnsaved({ unsaved, parts }: Works, ask: CommandAsk, error: unknown): void {
  unsaved.push(ask)
  if (!(error instanceof StoreError)) parts.onProblem(error)
}
