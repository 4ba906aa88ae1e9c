import type { Timestamp } from '../core/basics/timestamp.ts'
import { addMs } from '../core/basics/timestamp.ts'
import { matchesType } from '../core/event/judge-event.ts'
import { depthAfter, TOLD_TYPES, toldEvent, toldType } from '../core/run/told-by-runs.ts'
import type { Engine } from './engine.ts'
import type { Events } from './events.ts'
import type { ListenerRow } from './hear-event.ts'
import { isListener } from './hear-event.ts'
import type { PagesParts, Relay } from './read-in-pages.ts'
import { readInPages } from './read-in-pages.ts'
import type { RelayReader, RelayRow } from './relay-row.ts'
import type { PositionedEvent, RunReader, Store } from './store.ts'
import type { FiringReader } from './trigger-row.ts'

const NAME = 'runs'
/** Facts that one look passes on. */
const FACTS_AT_ONCE = 200
/** However little of it concerned anybody, this often it is noted how far it got. */
const NOTED_EVERY = 2_000
/** Who listens is asked for no more often: a trigger that is new hears all the same what was told since it was published. */
const ASK_EVERY_MS = 1_000

export interface RelayParts extends PagesParts {
  readonly engine: Pick<Engine, 'write'>
  readonly events: Events
  readonly reader: Pick<FiringReader, 'listListeners'> &
    RelayReader &
    Pick<RunReader, 'eventsAfter'> &
    Pick<Store, 'findRun'>
}

interface Works {
  readonly parts: RelayParts
  listeners: readonly ListenerRow[]
  askedAt: Timestamp | null
  /** As it is stored; undefined: not read yet. */
  row: RelayRow | undefined
  position: number | undefined
}

/** Passes on what runs tell to the triggers that wait for it. */
export function createRelay(parts: RelayParts): Relay {
  const works: Works = { parts, listeners: [], askedAt: null, row: undefined, position: undefined }
  return readInPages(parts, async () => {
    await ask(works)
    return works.listeners.length > 0 ? await passPage(works) : 'done'
  })
}

/** The clock may have been set back since they were asked for. */
async function ask(works: Works): Promise<void> {
  const now = works.parts.clock.now()
  if (works.askedAt !== null && works.askedAt <= now && now < addMs(works.askedAt, ASK_EVERY_MS)) return
  await askAnew(works)
}

/**
 * Those that wait for something runs tell. For one that is new the relay goes back to where it was published: what is
 * told again is known to the others.
 */
async function askAnew(works: Works): Promise<void> {
  const { clock, reader } = works.parts
  const now = clock.now()
  const known = new Set(works.listeners.map(beginningOf))
  const listeners = (await reader.listListeners()).filter(isListener)
  works.listeners = listeners.filter(({ definition }) => TOLD_TYPES.some((type) => matchesType(definition.event, type)))
  works.askedAt = now
  const fresh = works.listeners.filter((listener) => !known.has(beginningOf(listener)))
  if (works.position !== undefined)
    works.position = Math.min(works.position, ...fresh.map(({ sincePosition }) => sincePosition))
}

function beginningOf({ id, sincePosition }: ListenerRow): string {
  return `${id} ${sincePosition}`
}

async function passPage(works: Works): Promise<'done' | 'more'> {
  const { reader } = works.parts
  works.row ??= await reader.findRelay(NAME)
  const since = Math.min(...works.listeners.map(({ sincePosition }) => sincePosition))
  const from = Math.max(works.position ?? works.row?.position ?? 0, since)
  const { events } = await reader.eventsAfter(from, FACTS_AT_ONCE)
  for (const fact of events) if ((await pass(works, fact)) === 'back') return 'more'
  const moved = await moveTo(works, events.at(-1)?.position ?? from, NOTED_EVERY)
  return moved === 'on' && events.length < FACTS_AT_ONCE ? 'done' : 'more'
}

async function pass(works: Works, positioned: PositionedEvent): Promise<Moved> {
  const { event: fact, run, seq, position } = positioned
  const type = toldType(fact)
  if (type === undefined) return 'on'
  const concerned = works.listeners.filter(
    ({ definition, sincePosition }) => position > sincePosition && matchesType(definition.event, type),
  )
  if (concerned.length === 0) return 'on'
  const record = await works.parts.reader.findRun(run)
  if (record === undefined) throw new Error(`Run ${run} told something, and is not there`)
  const event = toldEvent(record.row, { type, fact, seq })
  const depth = depthAfter(record.row.cause)
  for (const { id } of concerned) {
    const heard = await works.parts.events.receive({ event, only: id, depth })
    if (!heard.ok) throw new Error(`What run ${run} told could not be passed on to ${id}: ${heard.error.code}`)
  }
  return await moveTo(works, position, 1)
}

/** `back`: somebody was published meanwhile, whom something that was passed on concerns too. */
type Moved = 'on' | 'back'

/**
 * Notes how far it got, where that is at least so much further. Told again after a crash, an event is known to its
 * trigger: it need not be noted with every one. Who was published before the note must have heard what lies before it.
 */
async function moveTo(works: Works, position: number, least: number): Promise<Moved> {
  works.position = position
  if (position - (works.row?.position ?? 0) < least) return 'on'
  await askAnew(works)
  if (works.position < position) return 'back'
  const next: RelayRow = { name: NAME, revision: (works.row?.revision ?? 0) + 1, position }
  await works.parts.engine.write({ relay: next })
  works.row = next
  return 'on'
}
