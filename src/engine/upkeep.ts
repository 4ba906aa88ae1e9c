import type { Timestamp } from '../core/basics/timestamp.ts'
import { addMs } from '../core/basics/timestamp.ts'
import type { OwnerId, RunId } from '../core/run/ids.ts'
import type { Delivery } from './delivery.ts'
import type { Due } from './due.ts'
import { PREPARE_MS } from './fresh-plans.ts'
import { inBackground } from './in-background.ts'
import type { Clock } from './ports.ts'
import type { Store } from './store.ts'
import type { TriggerKeeper } from './trigger-keeper.ts'

/** Rows one look asks for of each kind; a look that fills it is followed by another. */
const DUE_AT_ONCE_MAX = 256
/** However quiet it is, what is due is looked for this often: a wake-up that got lost is found again. */
const LOOK_EVERY_MS = 30_000
/** A thousand runs that are due one after the other are looked for together, not a thousand times. */
const REST_MS = 25
/** Where more is due and nothing came of the last look: what is stuck must not keep the process busy. */
const LOOK_AGAIN_MS = 250

export interface UpkeepParts {
  readonly store: Store
  readonly delivery: Delivery
  readonly clock: Clock
  readonly owner: OwnerId
  readonly attend: (run: RunId) => void
  /** Whether this process looks after a run. */
  readonly isMine: (run: RunId) => boolean
  /** Asks again for what could not be written. */
  readonly askAgain: () => void
  readonly failed: (error: unknown) => void
}

/** Looks for what is due, hands it on, and sees to it that somebody looks again in time. */
export interface Upkeep {
  readonly look: () => Promise<void>
  /** A turn has ended: hands on what had to wait for that or for a slot. */
  readonly goOn: (ended: EndedTurn) => void
  /** From now on triggers fire in this process. */
  readonly keepWith: (keeper: TriggerKeeper) => void
  /** This run can not be seen to now: for a while it keeps none of the others waiting. */
  readonly setAside: (run: RunId) => void
  /** Something will be due at this time. */
  readonly expect: (at: Timestamp) => void
  /** Resolves when nothing is looked for any more. */
  readonly idle: () => Promise<void>
  /** Looks no more. */
  readonly close: () => void
}

export interface EndedTurn {
  /** It left a stage waiting because no slot was free. */
  readonly starved: boolean
  /** It changed something. */
  readonly wrote: boolean
  /** Everything that was handed on has been seen to. */
  readonly caughtUp: boolean
}

/** What looks have found and not handed on yet. */
interface Backlog {
  /** Runs that were set aside, and until when. */
  readonly aside: Map<RunId, Timestamp>
  /** Runs that wait for a slot, in their turn. */
  readonly ready: RunId[]
  /** More wait for a slot than these. */
  starved: boolean
  /** More is due than one look hands on. */
  more: boolean
}

export function createUpkeep(parts: UpkeepParts): Upkeep {
  const backlog: Backlog = { aside: new Map(), ready: [], starved: false, more: false }
  let [again, closed] = [false, false]
  let looking: Promise<void> | undefined
  const background = inBackground(parts.failed)
  let restUntil = parts.clock.now()
  let keeper: TriggerKeeper | undefined
  const expect = (at: Timestamp): void => parts.delivery.wakeAt(afterRest(at), () => void look())
  // The clock may have been set back since: no rest is longer than a rest.
  const afterRest = (at: Timestamp): Timestamp => latestOf(at, earliestOf(restUntil, addMs(parts.clock.now(), REST_MS)))
  const lookWhileAsked = async (): Promise<void> => {
    while (again && !closed) {
      again = false
      const next = await lookOnce(parts, backlog, keeper)
      if (keeper !== undefined) background.begin(keeper.prepare)
      restUntil = addMs(parts.clock.now(), REST_MS)
      expect(next)
    }
    looking = undefined
  }
  const look = (): Promise<void> => {
    again = true
    looking ??= lookWhileAsked()
    return looking
  }
  const goOn = (turn: EndedTurn): void => {
    if (closed) return
    backlog.starved ||= turn.starved
    feed(parts, backlog)
    if (!isWorthALook(parts, backlog, turn)) return
    if (turn.wrote) void look()
    else expect(addMs(parts.clock.now(), LOOK_AGAIN_MS))
  }
  const keepWith = (chosen: TriggerKeeper): void => {
    keeper = chosen
  }
  const close = (): void => {
    closed = true
  }
  const idle = async (): Promise<void> => {
    await looking
    await background.idle()
  }
  return { look, goOn, setAside: (run) => setAside(parts, backlog, run), expect, keepWith, idle, close }
}

function setAside({ clock }: UpkeepParts, { aside }: Backlog, run: RunId): void {
  aside.set(run, addMs(clock.now(), LOOK_EVERY_MS))
}

function latestOf(left: Timestamp, right: Timestamp): Timestamp {
  return left > right ? left : right
}

function earliestOf(left: Timestamp, right: Timestamp): Timestamp {
  return left < right ? left : right
}

/** Of those that wait for a slot, no more than there are slots: the others would only be looked at in vain. */
function feed({ delivery, attend }: UpkeepParts, { ready }: Backlog): void {
  if (ready.length > 0) for (const run of ready.splice(0, delivery.freeSlots())) attend(run)
}

function isWorthALook({ delivery }: UpkeepParts, { ready, starved, more }: Backlog, { caughtUp }: EndedTurn): boolean {
  return (more && caughtUp) || (starved && ready.length === 0 && delivery.freeSlots() > 0)
}

/** Hands on what is due. Returns when to look again at the latest. */
async function lookOnce(parts: UpkeepParts, backlog: Backlog, keeper: TriggerKeeper | undefined): Promise<Timestamp> {
  const now = parts.clock.now()
  try {
    parts.askAgain()
    takeBack(backlog, now)
    const limit = DUE_AT_ONCE_MAX + backlog.aside.size
    const due = await parts.store.due({ now, owner: parts.owner, limit })
    handOn(parts, backlog, due)
    const isTended = keeper === undefined || (await tend(parts, keeper, due))
    return isTended ? nextLook(now, due.nextAt) : addMs(now, REST_MS)
  } catch (error) {
    parts.failed(error)
    return addMs(now, LOOK_EVERY_MS)
  }
}

/** Fires what is due, all at once: what is written for them shares a few transactions. False: more can be done at once. */
async function tend({ failed }: UpkeepParts, keeper: TriggerKeeper, { triggers, inTurn }: Due): Promise<boolean> {
  const fired = await Promise.allSettled(triggers.map(keeper.fire))
  const started = await Promise.allSettled(inTurn.map(keeper.startWaiting))
  const [looked] = await Promise.allSettled([keeper.reconcile()])
  const broken = [...fired, ...started, looked].filter(({ status }) => status === 'rejected')
  for (const { reason } of broken as readonly PromiseRejectedResult[]) failed(reason)
  const isFull = triggers.length >= DUE_AT_ONCE_MAX && broken.length < triggers.length
  return !isFull && !(looked.status === 'fulfilled' && looked.value === 'more')
}

/** Once its time has come, and where the clock was set back so that it would not for long. */
function takeBack({ aside }: Backlog, now: Timestamp): void {
  for (const [run, until] of aside) if (until <= now || until > addMs(now, LOOK_EVERY_MS)) aside.delete(run)
}

function handOn(parts: UpkeepParts, backlog: Backlog, { orphaned, wake, ready }: Due): void {
  const isWanted = (run: RunId): boolean => parts.isMine(run) && !backlog.aside.has(run)
  const mine = [...orphaned, ...wake].filter(isWanted)
  for (const run of mine) parts.attend(run)
  backlog.more = mine.length >= DUE_AT_ONCE_MAX
  backlog.starved = ready.length >= DUE_AT_ONCE_MAX
  backlog.ready.splice(0, backlog.ready.length, ...ready.filter(isWanted))
  feed(parts, backlog)
}

/** A little before what is due next, so that it can be prepared, and when it is due. */
function nextLook(now: Timestamp, nextAt: Timestamp | null): Timestamp {
  const latest = addMs(now, LOOK_EVERY_MS)
  if (nextAt === null) return latest
  const before = addMs(nextAt, -PREPARE_MS)
  return earliestOf(latest, before > now ? before : nextAt)
}
