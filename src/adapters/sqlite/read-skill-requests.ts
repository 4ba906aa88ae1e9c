import type { Kysely } from 'kysely'
import type { SkillRequestRow } from '../../engine/skill-request-row.ts'
import { toSkillRequestRow } from './skill-request-row.ts'
import type { Tables } from './tables.ts'

export async function findSkillRequest(db: Kysely<Tables>, id: string): Promise<SkillRequestRow | undefined> {
  const [row] = await db.selectFrom('skill_requests').selectAll().where('id', '=', id).execute()
  return row && toSkillRequestRow(row)
}

export async function listSkillRequests(
  db: Kysely<Tables>,
  status: SkillRequestRow['status'],
  limit: number,
): Promise<readonly SkillRequestRow[]> {
  const rows = await db
    .selectFrom('skill_requests')
    .selectAll()
    .where('status', '=', status)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toSkillRequestRow)
}
