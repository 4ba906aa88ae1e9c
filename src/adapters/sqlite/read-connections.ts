import type { Kysely } from 'kysely'
import type { ConnectionRow } from '../../engine/connection-row.ts'
import { toConnectionRow } from './connection-row.ts'
import type { Tables } from './tables.ts'

export async function findConnection(db: Kysely<Tables>, name: string): Promise<ConnectionRow | undefined> {
  const [row] = await db.selectFrom('connections').selectAll().where('name', '=', name).execute()
  return row && toConnectionRow(row)
}

export async function listConnections(db: Kysely<Tables>): Promise<readonly ConnectionRow[]> {
  const rows = await db
    .selectFrom('connections')
    .selectAll()
    .where('settings', 'is not', null)
    .orderBy('at')
    .orderBy('name')
    .execute()
  return rows.map(toConnectionRow)
}
