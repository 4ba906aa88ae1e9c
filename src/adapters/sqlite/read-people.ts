import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { AuditReader } from '../../engine/audit-row.ts'
import type { PersonReader } from '../../engine/person-row.ts'
import type { TokenReader } from '../../engine/token-row.ts'
import { toPersonRow, toTokenRow } from './person-row.ts'
import type { Tables } from './tables.ts'

export function createPeopleReads(db: Kysely<Tables>): PersonReader & TokenReader & AuditReader {
  return { ...createPersonReads(db), ...createTokenReads(db), listAudit: (filter) => listAudit(db, filter) }
}

function createPersonReads(db: Kysely<Tables>): PersonReader {
  const people = () => db.selectFrom('people').selectAll()
  return {
    findPerson: async (id) => {
      const [row] = await people().where('id', '=', id).execute()
      return row && toPersonRow(row)
    },
    listPeople: async () => (await people().where('status', '!=', 'removed').orderBy('id').execute()).map(toPersonRow),
  }
}

function createTokenReads(db: Kysely<Tables>): TokenReader {
  const tokens = () => db.selectFrom('access_tokens').selectAll()
  return {
    findToken: async (id) => {
      const [row] = await tokens().where('id', '=', id).execute()
      return row && toTokenRow(row)
    },
    findTokenByHash: async (hash) => {
      const [row] = await tokens().where('hash', '=', hash).execute()
      return row && toTokenRow(row)
    },
    listTokens: async (holder) => {
      const kept = tokens().where('ended_at', 'is', null)
      const wanted = holder === null ? kept : kept.where('holder', '=', holder)
      return (await wanted.orderBy('id').execute()).map(toTokenRow)
    },
  }
}

/** In the order they were written: ids of one millisecond have none. */
const PLACE = sql<number>`rowid`

function listAudit(db: Kysely<Tables>, { before, actor, limit }: Parameters<AuditReader['listAudit']>[0]) {
  const newest = db.selectFrom('audit_log').selectAll().orderBy(PLACE, 'desc').limit(limit)
  const place = db.selectFrom('audit_log').select(PLACE.as('place')).where('id', '=', before)
  const older = before === null ? newest : newest.where(PLACE, '<', place)
  return (actor === undefined ? older : older.where('actor', '=', actor)).execute()
}
