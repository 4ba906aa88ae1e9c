import { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import { expect, it } from 'vitest'
import { nodeSqliteDialect } from '../../../src/adapters/sqlite/dialect.ts'
import { draftTable } from '../../../src/adapters/sqlite/draft-table.ts'
import { firstTables } from '../../../src/adapters/sqlite/first-tables.ts'
import { migrate } from '../../../src/adapters/sqlite/migrations.ts'
import { listConnections } from '../../../src/adapters/sqlite/read-connections.ts'
import { findDraft } from '../../../src/adapters/sqlite/read-drafts.ts'
import { listVersions } from '../../../src/adapters/sqlite/read-versions.ts'
import type { Tables } from '../../../src/adapters/sqlite/tables.ts'
import type { DraftRow } from '../../../src/engine/draft-row.ts'
import { aDraftRow, aVersionRow } from '../../support/rows.ts'

it('[SQ24] a database of format 2 is brought to the present one, with its drafts and versions', async () => {
  const database = new DatabaseSync(':memory:')
  const db = new Kysely<Tables>({ dialect: nodeSqliteDialect(database) })
  for (const step of [...firstTables(db.schema), ...draftTable(db.schema)]) database.exec(step.compile().sql)
  const { work: _, begunAt, updatedAt, ...draft } = aDraftRow()
  const { made: _made, ...version } = aVersionRow()
  insert(database, 'drafts', { ...draft, begun_at: begunAt, updated_at: updatedAt })
  insert(database, 'workchart_versions', version)
  migrate(database, 2)
  const work: DraftRow['work'] = { origin: 'file', activeMs: 0, byGestures: 0, byHand: 0 }
  expect(await findDraft(db, draft.workflow)).toEqual(aDraftRow({ work }))
  expect(await listVersions(db, null)).toEqual([aVersionRow()])
  expect(await listConnections(db)).toEqual([])
  database.close()
})

function insert(database: DatabaseSync, table: string, row: Readonly<Record<string, string | number | null>>): void {
  const names = Object.keys(row)
  const places = names.map(() => '?').join(', ')
  database.prepare(`insert into ${table} ("${names.join('", "')}") values (${places})`).run(...Object.values(row))
}
