import type { DatabaseSync } from 'node:sqlite'
import type { RunRow } from '../../engine/store.ts'
import { toChangingColumns, toRunColumns } from './run-row.ts'
import type { Columns, Expected } from './statements.ts'
import { insertNew, updateVersion } from './statements.ts'
import type { RunKey } from './tables.ts'

/** What changes with every transition. */
const MOVING = [
  'version',
  'updated_at',
  'finished_at',
  'counts',
  'active',
  'next_wake_at',
  'chain_count',
  'chain_head',
] as const

/** What lists and the look for due work are indexed by. It stays the same in most transitions. */
const INDEXED = ['status', 'owner', 'ready_since'] as const

/** Gives the key of the run; nothing where it has other facts than expected (0: there is no such run). */
export type RunRowWriter = (row: RunRow, expected: number) => RunKey | undefined

/** SQLite writes an index anew for every column that is named, changed or not: so the indexed ones are named only then. */
export function createRunRowWriter(database: DatabaseSync): RunRowWriter {
  const insert = insertNew(database, 'runs')
  const move = updateVersion(database, 'runs', { changing: MOVING, unchanged: INDEXED })
  const change = updateVersion(database, 'runs', { changing: [...MOVING, ...INDEXED], unchanged: [] })
  const update = (columns: Columns, expected: Expected): number | undefined =>
    move(columns, expected) ?? change(columns, expected)

  return (row, expected) => {
    const key =
      expected === 0 ? insert(toRunColumns(row)) : update(toChangingColumns(row), { id: row.id, version: expected })
    return key as RunKey | undefined
  }
}
