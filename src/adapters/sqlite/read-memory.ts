import type { Expression, Kysely, SqlBool } from 'kysely'
import { sql } from 'kysely'
import type { MemoryItem } from '../../core/memory/memory-item.ts'
import type { MemoryFilter, MemoryReader } from '../../engine/memory-row.ts'
import { toMemoryItem } from './memory-row.ts'
import { containsText } from './search-text.ts'
import type { Tables } from './tables.ts'

export function createMemoryReads(db: Kysely<Tables>): MemoryReader {
  return {
    findMemory: (id) => findMemory(db, id),
    findSameMemory: (venture, contentSha256) =>
      first(db, sql`content_sha256 = ${contentSha256} and venture is ${venture}`),
    listMemory: (filter) => listMemory(db, filter),
  }
}

/** The id of something found again stands in no column of its own: only a handoff ever asks for it. */
async function findMemory(db: Kysely<Tables>, id: string): Promise<MemoryItem | undefined> {
  const isSource = sql<SqlBool>`exists (select 1 from json_each(sources) where value ->> 'id' = ${id})`
  return (await first(db, sql`id = ${id}`)) ?? (await first(db, isSource))
}

async function first(db: Kysely<Tables>, condition: Expression<SqlBool>): Promise<MemoryItem | undefined> {
  const [row] = await db.selectFrom('memory_items').selectAll().where(condition).limit(1).execute()
  return row && toMemoryItem(row)
}

async function listMemory(
  db: Kysely<Tables>,
  { status, type, venture, search, offset, limit }: MemoryFilter,
): Promise<readonly MemoryItem[]> {
  const rows = await db
    .selectFrom('memory_items')
    .selectAll()
    .where('status', '=', status)
    .where(({ eb, and }) =>
      and([
        ...(type === undefined ? [] : [eb('type', '=', type)]),
        ...(venture === undefined ? [] : [sql<SqlBool>`(venture is null or venture is ${venture})`]),
        ...(search === undefined ? [] : [containsText(['content'], search)]),
      ]),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .offset(offset)
    .limit(limit)
    .execute()
  return rows.map(toMemoryItem)
}
