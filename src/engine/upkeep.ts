import type { Timestamp } from '../core/basics/timestamp.ts'
import { addMs } from '../core/basics/timestamp.ts'
import type { OwnerId, RunId } from '../core/run/ids.ts'
import type { Delivery } from './delivery.ts'
import type { Clock } from './ports.ts'
import type { Due, Store, TriggerRow } from './store.ts'

/** Rows one look asks for of each kind; a look that fills it is followed by another. */
const DUE_AT_ONCE_MAX = 256
/** However quiet it is, what is due is looked for this often: a wake-up that got lost is found again. */
const LOOK_EVERY_MS = 30_000
/** After a look that was full: by then the turn that it started has been written. */
const LOOK_AGAIN_MS = 50

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
  /** More runs wait for a slot than there are slots now. */
  readonly starved: () => void
  readonly failed: (error: unknown) => void
}

export type Fire = (trigger: TriggerRow) => Promise<void>

/** Looks for what is due, hands it on, and sees to it that somebody looks again in time. */
export interface Upkeep {
  readonly look: () => Promise<void>
  /** From now on schedules fire in this process. */
  readonly fireWith: (fire: Fire) => void
  /** Something will be due at this time. */
  readonly expect: (at: Timestamp) => void
}

export function createUpkeep(parts: UpkeepParts): Upkeep {
  let looking = false
  let again = false
  let fire: Fire | undefined
  const expect = (at: Timestamp): void => parts.delivery.wakeAt(at, () => void look())
  const look = async (): Promise<void> => {
    again = true
    if (looking) return
    looking = true
    while (again) {
      again = false
      expect(await lookOnce(parts, fire))
    }
    looking = false
  }
  const fireWith = (chosen: Fire): void => {
    fire = chosen
  }
  return { look, expect, fireWith }
}

/** Hands on what is due. Returns when to look again at the latest. */
async function lookOnce(parts: UpkeepParts, fire: Fire | undefined): Promise<Timestamp> {
  const now = parts.clock.now()
  try {
    parts.askAgain()
    const due = await parts.store.due({ now, owner: parts.owner, limit: DUE_AT_ONCE_MAX })
    const runs = runsToAttend(parts, due)
    for (const run of runs) parts.attend(run)
    if (fire !== undefined) for (const trigger of due.triggers) await fireGuarded(parts, fire, trigger)
    return nextLook(now, due, runs.size + due.triggers.length)
  } catch (error) {
    parts.failed(error)
    return addMs(now, LOOK_EVERY_MS)
  }
}

/** Of those that wait for a slot, no more than there are slots: the others would only be looked at in vain. */
function runsToAttend({ delivery, isMine, starved }: UpkeepParts, due: Due): ReadonlySet<RunId> {
  const [slots, ready] = [delivery.freeSlots(), due.ready.filter(isMine)]
  if (ready.length > slots) starved()
  return new Set([...[...due.orphaned, ...due.wake].filter(isMine), ...ready.slice(0, slots)])
}

/** A schedule that can not be decided stays due, and keeps none of the others waiting. */
async function fireGuarded({ failed }: UpkeepParts, fire: Fire, trigger: TriggerRow): Promise<void> {
  try {
    await fire(trigger)
  } catch (error) {
    failed(error)
  }
}

function nextLook(now: Timestamp, { nextAt }: Due, handedOn: number): Timestamp {
  const latest = addMs(now, handedOn >= DUE_AT_ONCE_MAX ? LOOK_AGAIN_MS : LOOK_EVERY_MS)
  return nextAt === null || nextAt > latest ? latest : nextAt
}
