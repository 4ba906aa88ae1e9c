/**
 * Brings runs into the middle of their five stages through the real engine, says so, and waits to be killed. Three of
 * four have an attempt in progress, on the second, third or fourth stage; the others have just finished one of these
 * and wait for a slot.
 *
 *   node bench/resume/fill.ts <data folder> <runs>
 */
import { systemClock } from '../../src/adapters/system/clock.ts'
import { systemIds } from '../../src/adapters/system/ids.ts'
import type { OwnerId, RunId } from '../../src/core/run/ids.ts'
import type { Due } from '../../src/engine/due.ts'
import type { Performer } from '../../src/engine/ports.ts'
import { OWNER_PERSON } from '../../test/support/engine.ts'
import { FIVE_STAGES, fiveStagePlan, LETTER } from '../load/five-stage-plan.ts'
import { ANSWER, openEngine } from '../load/open-engine.ts'
import type { Filled } from './filled.ts'

/** Stages of a run that are done before it is held. The fourth must happen at most once: a person will be asked. */
const DONE_BEFORE = [1, 2, 3] as const
/** Every fourth run waits for a slot. */
const READY_EACH = 4
/** Runs started at the same time. */
const STARTED_AT_ONCE = 256

const [data = '', runs = '0'] = process.argv.slice(2)
const total = Number(runs)

const numbers = new Map<RunId, number>()
const released: (() => void)[] = []
const allHeld = Promise.withResolvers<void>()
let held = 0
let isFull = false

const perform: Performer['perform'] = ({ run, stage }) => {
  const number = numbers.get(run) ?? 0
  const doneBefore = DONE_BEFORE[number % DONE_BEFORE.length] ?? 0
  if (FIVE_STAGES.indexOf(stage) < doneBefore) return Promise.resolve(ANSWER)
  held += 1
  if (held === total) allHeld.resolve()
  return new Promise((resolve) => {
    if (number % READY_EACH === 0) released.push(() => resolve(ANSWER))
  })
}

const { engine, store } = openEngine({
  data,
  slots: total,
  perform,
  delivery: (embedded) => ({ ...embedded, freeSlots: () => (isFull ? 0 : embedded.freeSlots()) }),
})
let position = 0
engine.onCommit((last) => {
  position = last
})
const plan = fiveStagePlan({ check: 'once-or-ask' })
for (let first = 0; first < total; first += STARTED_AT_ONCE) await startSome(first)
await allHeld.promise
isFull = true
for (const release of released) release()
await untilWaiting(released.length)
const { orphaned, ready } = await dueToAnother()
console.log(JSON.stringify({ running: orphaned.length, ready: ready.length, position } satisfies Filled))
setInterval(() => undefined, 60_000)

async function startSome(first: number): Promise<void> {
  const ids = Array.from({ length: Math.min(STARTED_AT_ONCE, total - first) }, (_, index) => {
    const id = systemIds.next() as RunId
    numbers.set(id, first + index)
    return id
  })
  const order = { plan, inputs: LETTER, by: OWNER_PERSON, cause: { type: 'manual' } } as const
  await Promise.all(ids.map((id) => engine.start({ id, ...order })))
}

async function untilWaiting(count: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const look = async (): Promise<void> => {
    if ((await dueToAnother()).ready.length === count) resolve()
  }
  engine.onCommit(() => void look())
  await promise
}

/** What the next process will find. */
function dueToAnother(): Promise<Due> {
  return store.due({ now: systemClock.now(), owner: 'another' as OwnerId, limit: total })
}
