import type { RunEvent } from '../../core/run/run-event.ts'
import type { StoredEvent } from '../../engine/store.ts'
import { fromShortText, toShortText } from './short-text.ts'
import type { EventColumns, PackedEvent } from './tables.ts'

/** Facts that are written together are read together: one row holds all of a transition. */
export function packEvents(events: readonly [RunEvent, ...RunEvent[]]): Pick<EventColumns, 'at' | 'facts' | 'body'> {
  const [{ at: first }] = events
  const packed = events.map(({ at, ...fact }): PackedEvent => (at === first ? fact : { at, ...fact }))
  return { at: first, facts: events.length, body: toShortText(JSON.stringify(packed)) }
}

/** The facts of a row, each with its number. */
export function unpackEvents({ seq, at, body }: Pick<EventColumns, 'seq' | 'at' | 'body'>): readonly StoredEvent[] {
  const packed = JSON.parse(fromShortText(body)) as readonly PackedEvent[]
  return packed.map((fact, index) => ({ seq: seq + index, event: { at, ...fact } as RunEvent }))
}
