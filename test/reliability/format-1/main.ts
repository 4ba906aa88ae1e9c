/**
 * Writes `database.sql` beside it: a database of format 1 in which a person is asked and an attempt is to be tried again.
 * It was run once, when format 1 was released, and stays as it is from then on: data out there does not change either.
 *
 *   node test/reliability/format-1/main.ts
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { RunId } from '../../../src/core/run/ids.ts'
import { openEngine } from '../../faults/limits/open-engine.ts'
import { aClock, startOf } from '../../support/engine.ts'
import { anError, aPlan, aStage, at, PERSON } from '../../support/runs.ts'

const HOUR_MS = 3_600_000
const plan = aPlan([
  aStage('ask', { primary: PERSON }),
  aStage('try', { retry: { ...aStage('x').retry, initialIntervalMs: HOUR_MS, maximumIntervalMs: HOUR_MS } }),
])

const folder = mkdtempSync(join(tmpdir(), 'workcharts-format-'))
await writeDatabase()
const database = new DatabaseSync(join(folder, 'workcharts.db'))
const text = [...marksOf(database), ...tablesOf(database), ...rowsOf(database)].join(';\n')
writeFileSync(join(import.meta.dirname, 'database.sql'), `${text};\n`)
database.close()
rmSync(folder, { recursive: true })

async function writeDatabase(): Promise<void> {
  await using world = openEngine(folder, {
    clock: aClock(at(0)),
    script: () => ({ type: 'failed', error: anError() }),
  })
  await startOf(world, plan, 'from-format-1' as RunId)
  await world.engine.drain()
}

function marksOf(from: DatabaseSync): readonly string[] {
  return ['page_size', 'application_id', 'user_version'].map(
    (mark) => `pragma ${mark} = ${Object.values(from.prepare(`pragma ${mark}`).get() ?? {})[0]}`,
  )
}

function tablesOf(from: DatabaseSync): readonly string[] {
  return from
    .prepare('select sql from sqlite_schema where sql is not null order by rowid')
    .all()
    .map((row) => String(row['sql']))
}

/** Parents before children, as the tables stand in the schema. */
function rowsOf(from: DatabaseSync): readonly string[] {
  const tables = from.prepare(
    "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by rowid",
  )
  return tables.all().flatMap((row) => insertsInto(from, String(row['name'])))
}

function insertsInto(from: DatabaseSync, table: string): readonly string[] {
  const columns = from.prepare('select name from pragma_table_info(?)').all(table)
  const values = columns.map((column) => `quote("${String(column['name'])}")`).join(" || ', ' || ")
  const rows = from.prepare(`select 'insert into ${table} values (' || ${values} || ')' as line from ${table}`).all()
  return rows.map((row) => String(row['line']))
}
