import type { DatabaseSync } from 'node:sqlite'
import type { SkillRequestRow } from '../../engine/skill-request-row.ts'
import { toSkillRequestColumns } from './skill-request-row.ts'
import { columnsOf, insertNew, valuesOf } from './statements.ts'

/** Says whether it was the next revision; otherwise nothing is written. */
export function createSkillRequestWriter(database: DatabaseSync): (row: SkillRequestRow) => boolean {
  const insert = insertNew(database, 'skill_requests')
  const names = columnsOf(database, 'skill_requests')
  const update = database.prepare(
    `update skill_requests set ${names.map((name) => `"${name}" = ?`).join(', ')} where id = ? and revision = ?`,
  )
  return (row) => {
    const columns = toSkillRequestColumns(row)
    if (row.revision === 1) return insert(columns) !== undefined
    return update.run(...valuesOf(names, columns), row.id, row.revision - 1).changes === 1
  }
}
