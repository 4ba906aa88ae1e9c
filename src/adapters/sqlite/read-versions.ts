import type { Kysely } from 'kysely'
import type { WorkflowId } from '../../core/workflow/workflow.ts'
import type { MadeVersion, VersionRow } from '../../engine/version-row.ts'
import { fromJsonText } from './json-text.ts'
import type { Tables } from './tables.ts'
import { toVersionRow } from './version-row.ts'

export async function listVersions(db: Kysely<Tables>, workflow: WorkflowId | null): Promise<readonly VersionRow[]> {
  const all = db.selectFrom('workchart_versions').selectAll().orderBy('workflow').orderBy('number')
  const rows = await (workflow === null ? all : all.where('workflow', '=', workflow)).execute()
  return rows.map(toVersionRow)
}

/** Without the texts: they are by far the most of a version. */
export async function listMade(db: Kysely<Tables>): Promise<readonly MadeVersion[]> {
  const rows = await db
    .selectFrom('workchart_versions')
    .select(['workflow', 'at', 'by', 'made'])
    .orderBy('workflow')
    .orderBy('number')
    .execute()
  return rows.flatMap(({ made, ...row }) => (made === null ? [] : [{ ...row, made: fromJsonText(made) }]))
}
