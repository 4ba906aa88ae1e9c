import type { Kysely } from 'kysely'
import type { WorkflowId } from '../../core/workflow/workflow.ts'
import type { DraftRow } from '../../engine/draft-row.ts'
import { toDraftRow } from './draft-row.ts'
import type { Tables } from './tables.ts'

export async function findDraft(db: Kysely<Tables>, workflow: WorkflowId): Promise<DraftRow | undefined> {
  const [row] = await db.selectFrom('drafts').selectAll().where('workflow', '=', workflow).execute()
  return row && toDraftRow(row)
}

export async function listDrafts(db: Kysely<Tables>): Promise<readonly DraftRow[]> {
  const rows = await db.selectFrom('drafts').selectAll().orderBy('workflow').execute()
  return rows.map(toDraftRow)
}
