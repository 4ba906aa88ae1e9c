import type { Timestamp } from '../../core/basics/timestamp.ts'
import { addMs } from '../../core/basics/timestamp.ts'
import type { Clock } from '../../engine/ports.ts'
import type { Bell } from './bell.ts'
import { createBell } from './bell.ts'
import type { Audience, Feed } from './feed.ts'
import { GREETING, HEARTBEAT, resyncMessage } from './messages.ts'

/** Proxies and browsers give up on a connection that says nothing for long. */
const HEARTBEAT_MS = 15_000
/** What may wait for a slow reader. */
const QUEUE_BYTES_MAX = 256 * 1024
/** A reader whose queue stays full this long is gone, whatever its connection says. */
const STALLED_MS = 30_000
/** A stream outlives its session by this at most: then the browser opens it again, and is let in or not. */
const STREAM_MS_MAX = 3_600_000

export interface StreamParts {
  readonly feed: Feed
  readonly clock: Clock
}

export interface Watching {
  /** Behind which fact it begins; undefined: with what happens from now on. */
  readonly after: number | undefined
  /** Whom the reader belongs to. */
  readonly audience: Audience
}

type Controller = ReadableStreamDefaultController<Uint8Array>

interface Live extends StreamParts, Pick<Watching, 'audience'> {
  readonly bell: Bell
  readonly until: Timestamp
  readonly leave: () => void
  /** Behind which fact it goes on; undefined: not known yet. */
  position: number | undefined
  stalled: ReturnType<typeof setTimeout> | undefined
  ended: boolean
}

/** Server-sent events of the facts after a position that the reader may know of. */
export function liveStream(parts: StreamParts, { after, audience }: Watching): ReadableStream<Uint8Array> {
  const bell = createBell()
  const leave = parts.feed.onNews(bell.ring)
  const live: Live = {
    ...parts,
    audience,
    bell,
    until: addMs(parts.clock.now(), STREAM_MS_MAX),
    leave,
    position: after,
    stalled: undefined,
    ended: false,
  }
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => send(live, controller, toBytes(GREETING)),
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
  live.position ??= await live.feed.headPosition()
  const { oldest, last, messagesFor } = await live.feed.pageAfter(live.position)
  if (live.position < oldest - 1) {
    live.position = await live.feed.headPosition()
    send(live, controller, toBytes(resyncMessage(live.position)))
  } else if (last !== undefined) {
    live.position = last
    send(live, controller, await messagesFor(live.audience))
  } else if ((await live.bell.heard(HEARTBEAT_MS)) === 'quiet') {
    send(live, controller, toBytes(HEARTBEAT))
  } else {
    return await sendNext(live, controller)
  }
  if (live.clock.now() > live.until) close(live, controller)
}

const encoder = new TextEncoder()

function toBytes(text: string): Uint8Array {
  return encoder.encode(text)
}

function send(live: Live, controller: Controller, bytes: Uint8Array): void {
  controller.enqueue(bytes)
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
