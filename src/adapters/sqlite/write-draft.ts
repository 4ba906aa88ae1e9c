import type { DatabaseSync } from 'node:sqlite'
import type { DraftRow } from '../../engine/draft-row.ts'
import { toDraftColumns } from './draft-row.ts'
import { columnsOf, insertNew, valuesOf } from './statements.ts'

/** Says whether it was the next revision; otherwise nothing is written. */
export function createDraftWriter(database: DatabaseSync): (row: DraftRow) => boolean {
  const insert = insertNew(database, 'drafts')
  const names = columnsOf(database, 'drafts')
  const update = database.prepare(
    `update drafts set ${names.map((name) => `"${name}" = ?`).join(', ')} where workflow = ? and revision = ?`,
  )
  return (row) => {
    const columns = toDraftColumns(row)
    if (row.revision === 1) return insert(columns) !== undefined
    return update.run(...valuesOf(names, columns), row.workflow, row.revision - 1).changes === 1
  }
}
