import type { Kysely } from 'kysely'
import type { PositionedEvent } from '../../engine/store.ts'
import { unpackEvents } from './event-row.ts'
import type { EventColumns, RunColumns, Tables } from './tables.ts'

interface EventsAfter {
  readonly oldest: number
  readonly events: readonly PositionedEvent[]
}

export async function eventsAfter(db: Kysely<Tables>, after: number, limit: number): Promise<EventsAfter> {
  const first = await db
    .selectFrom('run_events')
    .select(['position', 'facts'])
    .where('position', '=', (eb) => eb.selectFrom('run_events').select(({ fn }) => fn.min('position').as('position')))
    .executeTakeFirst()
  const rows = await db
    .selectFrom('run_events')
    .innerJoin('runs', 'runs.key', 'run_events.run')
    .selectAll('run_events')
    .select('runs.id')
    .where('position', '>', after)
    .orderBy('position')
    .limit(limit)
    .execute()
  const events = rows.flatMap(positioned).filter(({ position }) => position > after)
  return { oldest: first === undefined ? 1 : first.position - first.facts + 1, events: events.slice(0, limit) }
}

export async function headPosition(db: Kysely<Tables>): Promise<number> {
  const newest = db.selectFrom('run_events').select(({ fn }) => fn.max('position').as('position'))
  return (await newest.executeTakeFirst())?.position ?? 0
}

function positioned(row: EventColumns & Pick<RunColumns, 'id'>): readonly PositionedEvent[] {
  const first = row.position - row.facts + 1
  return unpackEvents(row).map((fact, index) => ({ position: first + index, run: row.id, ...fact }))
}
