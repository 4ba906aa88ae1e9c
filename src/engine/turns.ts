import { setImmediate } from 'node:timers/promises'
import { ok } from '../core/basics/result.ts'
import type { RunId } from '../core/run/ids.ts'
import type { Ask, AttendAsk, CommandAsk, StartAsk, WriteAsk } from './ask.ts'
import type { Turn } from './attend.ts'
import { attend } from './attend.ts'
import type { Draft } from './draft.ts'
import { appendOf, decideInDraft, draftStart, openDraft } from './draft.ts'
import type { RunCache } from './run-cache.ts'
import type { AppendOutcome, Store, Transition } from './store.ts'
import type { EndedTurn } from './upkeep.ts'

/** Asks one turn takes: enough to share a flush among many runs, few enough to hold all of them in memory. */
const TURN_ASKS_MAX = 256
/** How often a command is decided again because another writer was first. More often than that, what is stored contradicts itself. */
const DECISIONS_MAX = 10
/** After so many, whatever else the process has to do gets its chance: reading a run takes up to a millisecond. */
const ASKS_BETWEEN_BREAKS = 32

export interface TurnParts {
  readonly store: Store
  readonly cache: RunCache
  readonly openTurn: () => Turn
  /** Called after the commit for every transition that was written; `draft` is absent where it concerns no run. */
  readonly committed: (write: Committed) => void
  /** Called at the end of every turn. */
  readonly ended: (turn: EndedTurn) => void
  /** Called when a turn could not be written. */
  readonly failed: (error: unknown) => void
  /** Called when a run could not be attended to. Nobody waits for it. */
  readonly unattended: (run: RunId, error: unknown) => void
}

export interface Committed {
  readonly transition: Transition
  readonly draft?: Draft
  readonly positions: readonly number[]
}

export interface Turns {
  readonly ask: (ask: Ask) => void
  /** Resolves when nothing that was asked is left. */
  readonly idle: () => Promise<void>
  readonly isIdle: () => boolean
}

/** One write of a turn, and those who wait to hear whether it holds. */
interface Write {
  readonly draft?: Draft
  readonly rest: Omit<Transition, 'run'>
  readonly waiting: Waiting[]
}

interface Waiting {
  readonly ask: Exclude<Ask, AttendAsk>
  readonly done: (outcome: AppendOutcome['type']) => void
}

interface Batch {
  readonly runs: Map<RunId, Write>
  readonly others: Write[]
  readonly turn: Turn
}

/**
 * Takes what is asked in turns: everything that came together is decided on, written in one transaction with one flush,
 * and only then answered, published and performed.
 */
export function createTurns(parts: TurnParts): Turns {
  const inbox = createInbox()
  let running: Promise<void> | undefined
  const run = async (): Promise<void> => {
    await setImmediate()
    for (let asks = inbox.take(); asks.length > 0; asks = inbox.take()) {
      const turn = await takeTurn(parts, asks, inbox.put)
      parts.ended({ ...turn, caughtUp: inbox.isCaughtUp() })
      await setImmediate()
    }
    running = undefined
  }
  const take = (ask: Ask): void => {
    inbox.put(ask)
    running ??= run()
  }
  return { ask: take, idle: async () => await running, isIdle: () => running === undefined }
}

interface Inbox {
  readonly put: (ask: Ask) => void
  /** What the next turn takes; nothing where nothing was asked. */
  readonly take: () => readonly Ask[]
  /** No run is left to attend. */
  readonly isCaughtUp: () => boolean
}

/** Those who wait for an answer come first. A run is attended once, however often that was asked. */
function createInbox(): Inbox {
  const waiting: Exclude<Ask, AttendAsk>[] = []
  const toAttend = new Set<RunId>()
  return {
    put: (ask) => {
      if (ask.type === 'attend') toAttend.add(ask.run)
      else waiting.push(ask)
    },
    take: () => {
      const asks: Ask[] = waiting.splice(0, TURN_ASKS_MAX)
      for (const run of toAttend) {
        if (asks.length === TURN_ASKS_MAX) break
        toAttend.delete(run)
        asks.push({ type: 'attend', run })
      }
      return asks
    },
    isCaughtUp: () => toAttend.size === 0,
  }
}

type Again = (ask: Ask) => void

type TakenTurn = Pick<EndedTurn, 'starved' | 'wrote'>

async function takeTurn(parts: TurnParts, asks: readonly Ask[], again: Again): Promise<TakenTurn> {
  const batch: Batch = { runs: new Map(), others: [], turn: parts.openTurn() }
  for (const [index, ask] of asks.entries()) {
    if (index % ASKS_BETWEEN_BREAKS === ASKS_BETWEEN_BREAKS - 1) await setImmediate()
    await guarded(parts, ask, () => admit(parts, batch, ask))
  }
  for (const [id, write] of batch.runs) attendGuarded(parts, batch, { id, write })
  const writes = [...batch.runs.values(), ...batch.others]
  const { starved } = batch.turn
  try {
    return { starved, wrote: await commit(parts, batch, { writes, again }) }
  } catch (error) {
    for (const write of writes) failWrite(parts, write, error)
    parts.failed(error)
    return { starved, wrote: false }
  }
}

/** One ask that can not be decided (a bug, or a history that is damaged) fails alone. */
async function guarded(parts: TurnParts, ask: Ask, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (ask.type === 'attend') parts.unattended(ask.run, error)
    else ask.fail(error)
  }
}

function attendGuarded(
  parts: TurnParts,
  batch: Batch,
  { id, write }: { readonly id: RunId; readonly write: Write },
): void {
  try {
    if (write.draft !== undefined) attend(write.draft, batch.turn)
  } catch (error) {
    batch.runs.delete(id)
    failWrite(parts, write, error)
    if (write.waiting.length === 0) parts.unattended(id, error)
  }
}

function failWrite({ cache }: TurnParts, { draft, waiting }: Write, error: unknown): void {
  if (draft !== undefined) cache.drop(draft.live.run.id)
  for (const { ask } of waiting) ask.fail(error)
}

async function admit(parts: TurnParts, batch: Batch, ask: Ask): Promise<void> {
  switch (ask.type) {
    case 'start':
      return await admitStart(parts, batch, ask)
    case 'command':
      return await admitCommand(parts, batch, ask)
    case 'write':
      return admitWrite(batch, ask)
    case 'attend':
      await draftOf(parts, batch, ask.run)
  }
}

async function admitStart(parts: TurnParts, batch: Batch, ask: StartAsk): Promise<void> {
  const { run: id } = ask.started
  const known = await draftOf(parts, batch, id)
  if (known?.draft !== undefined) {
    const { run } = known.draft.live
    known.waiting.push({ ask, done: () => ask.reply(ok(run)) })
    return
  }
  const draft = draftStart(ask.plan, ask.started, batch.turn)
  if (!draft.ok) return ask.reply(draft)
  const { run } = draft.value.live
  const waiting: Waiting = { ask, done: (outcome) => ask.reply(outcome === 'stale' ? 'stale' : ok(run)) }
  const plan = { digest: ask.started.plan, plan: ask.plan }
  batch.runs.set(id, { draft: draft.value, rest: { ...ask.beside, plan }, waiting: [waiting] })
}

async function admitCommand(parts: TurnParts, batch: Batch, ask: CommandAsk): Promise<void> {
  const write = await draftOf(parts, batch, ask.run)
  if (write?.draft === undefined) return ask.reply(undefined)
  const result = decideInDraft(write.draft, ask.command, batch.turn)
  write.waiting.push({ ask, done: () => ask.reply(result) })
}

function admitWrite(batch: Batch, ask: WriteAsk): void {
  batch.others.push({ rest: ask.transition, waiting: [{ ask, done: ask.reply }] })
}

/** The write of a run in this turn, opened on what is stored. Undefined: there is no such run. */
async function draftOf({ cache }: TurnParts, batch: Batch, id: RunId): Promise<Write | undefined> {
  const open = batch.runs.get(id)
  if (open !== undefined) return open
  const live = await cache.get(id)
  if (live === undefined) return undefined
  const write: Write = { draft: openDraft(live), rest: {}, waiting: [] }
  batch.runs.set(id, write)
  return write
}

interface Committing {
  readonly writes: readonly Write[]
  readonly again: Again
}

/** Says whether there was anything to write. */
async function commit(parts: TurnParts, batch: Batch, { writes, again }: Committing): Promise<boolean> {
  const changing = writes.filter(changes)
  const transitions = changing.map((write) => transitionOf(write, batch.turn))
  const outcomes = transitions.length === 0 ? [] : await parts.store.append(transitions)
  changing.forEach((write, index) => {
    const [transition, outcome] = [transitions[index], outcomes[index]]
    if (transition === undefined || outcome === undefined)
      throw new Error('The store answered for fewer transitions than it was given')
    if (outcome.type === 'appended') parts.committed({ ...write, transition, positions: outcome.positions })
    else takeBack(parts, write, again)
  })
  const stale = new Set(changing.filter((_, index) => outcomes[index]?.type === 'stale'))
  for (const write of writes) if (!stale.has(write)) for (const { done } of write.waiting) done('appended')
  return changing.length > 0
}

function changes({ draft }: Write): boolean {
  return draft === undefined || draft.events.length > 0
}

function transitionOf({ draft, rest }: Write, turn: Turn): Transition {
  return draft === undefined ? rest : { ...rest, run: appendOf(draft, turn) }
}

/** Another writer was first: what is stored counts, and commands are decided again on it. */
function takeBack({ cache }: TurnParts, { draft, waiting }: Write, again: Again): void {
  if (draft !== undefined) cache.drop(draft.live.run.id)
  for (const { ask, done } of waiting) {
    if (ask.type === 'command') decideAgain(ask, again)
    else done('stale')
  }
}

function decideAgain(ask: CommandAsk, again: Again): void {
  const decisions = (ask.decisions ?? 1) + 1
  if (decisions <= DECISIONS_MAX) again({ ...ask, decisions })
  else ask.fail(new Error(`Run ${ask.run} was changed by another writer ${DECISIONS_MAX} times in a row`))
}
