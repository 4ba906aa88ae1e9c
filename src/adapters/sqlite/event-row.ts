import type { RunId } from '../../core/run/ids.ts'
import type { RunEvent } from '../../core/run/run-event.ts'
import type { StoredEvent } from '../../engine/store.ts'
import { fromJsonText, toJsonText } from './json-text.ts'
import type { EventColumns } from './tables.ts'

export function toEventColumns(run: RunId, { seq, event }: StoredEvent): EventColumns {
  const { at, type, ...body } = event
  return { run_id: run, seq, at, type, body: toJsonText<unknown>(body) }
}

export function toStoredEvent({ seq, at, type, body }: Omit<EventColumns, 'run_id'>): StoredEvent {
  return { seq, event: { at, type, ...(fromJsonText(body) as object) } as RunEvent }
}
