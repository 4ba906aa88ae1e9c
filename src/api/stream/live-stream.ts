import type { Timestamp } from '../../core/basics/timestamp.ts'
import { addMs } from '../../core/basics/timestamp.ts'
import type { Engine } from '../../engine/engine.ts'
import type { Clock } from '../../engine/ports.ts'
import type { PositionedEvent, RunReader } from '../../engine/store.ts'
import type { Bell } from './bell.ts'
import { createBell } from './bell.ts'
import { GREETING, HEARTBEAT, messagesOf, resyncMessage } from './messages.ts'

/** Facts read at once: some 30 KiB of messages. */
const PAGE_FACTS = 200
/** Proxies and browsers give up on a connection that says nothing for long. */
const HEARTBEAT_MS = 15_000
/** What may wait for a slow reader. */
const QUEUE_BYTES_MAX = 256 * 1024
/** A reader whose queue stays full this long is gone, whatever its connection says. */
const STALLED_MS = 30_000
/** A stream outlives its session by this at most: then the browser opens it again, and is let in or not. */
const STREAM_MS_MAX = 3_600_000

export interface StreamParts {
  readonly engine: Pick<Engine, 'onCommit'>
  readonly reader: Pick<RunReader, 'eventsAfter' | 'headPosition'>
  readonly clock: Clock
}

export interface Watching {
  /** Behind which fact it begins; undefined: with what happens from now on. */
  readonly after: number | undefined
  /** Whether the reader may know of a fact. */
  readonly sees: (fact: PositionedEvent) => Promise<boolean>
}

type Controller = ReadableStreamDefaultController<Uint8Array>

interface Live extends StreamParts, Pick<Watching, 'sees'> {
  readonly bell: Bell
  readonly until: Timestamp
  readonly leave: () => void
  /** Behind which fact it goes on; undefined: not known yet. */
  position: number | undefined
  stalled: ReturnType<typeof setTimeout> | undefined
  ended: boolean
}

/** Server-sent events of the facts after a position that the reader may know of. */
export function liveStream(parts: StreamParts, { after, sees }: Watching): ReadableStream<Uint8Array> {
  const bell = createBell()
  const leave = parts.engine.onCommit(bell.ring)
  const live: Live = {
    ...parts,
    sees,
    bell,
    until: addMs(parts.clock.now(), STREAM_MS_MAX),
    leave,
    position: after,
    stalled: undefined,
    ended: false,
  }
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => send(live, controller, GREETING),
      pull: (controller) => sendNext(live, controller),
      cancel: () => end(live),
    },
    { highWaterMark: QUEUE_BYTES_MAX, size: ({ byteLength }) => byteLength },
  )
}

/** Sends what comes next, waiting for it where nothing is there yet. */
async function sendNext(live: Live, controller: Controller): Promise<void> {
  if (live.ended) return
  clearTimeout(live.stalled)
  live.position ??= await live.reader.headPosition()
  const { oldest, events } = await live.reader.eventsAfter(live.position, PAGE_FACTS)
  const last = events.at(-1)
  if (live.position < oldest - 1) {
    live.position = await live.reader.headPosition()
    send(live, controller, resyncMessage(live.position))
  } else if (last !== undefined) {
    live.position = last.position
    await sendSeen(live, controller, events)
  } else if ((await live.bell.heard(HEARTBEAT_MS)) === 'quiet') {
    send(live, controller, HEARTBEAT)
  } else {
    return await sendNext(live, controller)
  }
  if (live.clock.now() > live.until) close(live, controller)
}

/** A page of which the reader may know nothing only says that the connection lives. */
async function sendSeen(live: Live, controller: Controller, events: readonly PositionedEvent[]): Promise<void> {
  const seen = await Promise.all(events.map(live.sees))
  const told = events.filter((_, index) => seen[index] === true)
  send(live, controller, told.length === 0 ? HEARTBEAT : messagesOf(told))
}

const encoder = new TextEncoder()

function send(live: Live, controller: Controller, text: string): void {
  controller.enqueue(encoder.encode(text))
  if ((controller.desiredSize ?? 0) > 0) return
  live.stalled = setTimeout(() => drop(live, controller), STALLED_MS)
}

function drop(live: Live, controller: Controller): void {
  end(live)
  controller.error(new Error('The reader of this stream is too slow.'))
}

function close(live: Live, controller: Controller): void {
  end(live)
  controller.close()
}

/** Whoever still waits for the next fact is woken: its timer would keep the process from ending. */
function end(live: Live): void {
  live.ended = true
  clearTimeout(live.stalled)
  live.leave()
  live.bell.ring()
}
