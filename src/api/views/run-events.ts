import type { Json } from '../../core/basics/json.ts'
import type { StoredEvent } from '../../engine/store.ts'
import type { RunEvent } from '../contract/run-detail.ts'
import { iso } from './instants.ts'

/** A fact as it is stored: `body` is everything it holds beside its type, stage and time. */
export function runEventView({ seq, event }: StoredEvent): RunEvent {
  const { type, at, ...body } = event
  return { seq, at: iso(at), type, stage: 'stage' in event ? event.stage : null, body: body as Json }
}
