import type { PositionedEvent } from '../../engine/store.ts'
import type { StreamMessage } from '../contract/stream.ts'

/** What a browser waits before it opens a broken stream again: what changed meanwhile is to be on the screen soon. */
const RETRY_MS = 1_000

export const GREETING = `retry: ${RETRY_MS}\n\n`
export const HEARTBEAT = ': heartbeat\n\n'

/** Facts as messages; a reader that lost its place asks again from the last id it saw. */
export function messagesOf(events: readonly PositionedEvent[]): string {
  return events.map((event) => `id: ${event.position}\ndata: ${JSON.stringify(toMessage(event))}\n\n`).join('')
}

/** More was missed than is kept: everything must be asked for again. The stream goes on behind `position`. */
export function resyncMessage(position: number): string {
  return `event: resync\nid: ${position}\ndata: {}\n\n`
}

function toMessage({ position, run, seq, event }: PositionedEvent): StreamMessage {
  return { position, run, seq, type: event.type, stage: 'stage' in event ? event.stage : null }
}
