import type { Kysely } from 'kysely'
import type { PositionedEvent } from '../../engine/store.ts'
import { toStoredEvent } from './event-row.ts'
import type { Tables } from './tables.ts'

interface EventsAfter {
  readonly oldest: number
  readonly events: readonly PositionedEvent[]
}

export async function eventsAfter(db: Kysely<Tables>, after: number, limit: number): Promise<EventsAfter> {
  const first = await db
    .selectFrom('run_events')
    .select(({ fn }) => fn.min('position').as('position'))
    .executeTakeFirst()
  const rows = await db
    .selectFrom('run_events')
    .selectAll()
    .where('position', '>', after)
    .orderBy('position')
    .limit(limit)
    .execute()
  return {
    oldest: first?.position ?? 1,
    events: rows.map((row) => ({ position: row.position, run: row.run_id, ...toStoredEvent(row) })),
  }
}
