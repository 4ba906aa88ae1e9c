import type { DatabaseSync } from 'node:sqlite'
import type { Compilable, SchemaModule } from 'kysely'
import { Kysely } from 'kysely'
import { APPLICATION_ID } from './application-id.ts'
import { budgetTable } from './budget-table.ts'
import { checkpointTables } from './checkpoint-tables.ts'
import { connectionTable } from './connection-table.ts'
import { decidedIndex } from './decided-index.ts'
import { nodeSqliteDialect } from './dialect.ts'
import { draftTable } from './draft-table.ts'
import { firingTables } from './firing-tables.ts'
import { firstTables } from './first-tables.ts'
import { gateTables } from './gate-tables.ts'
import { insightTables } from './insight-tables.ts'
import { memoryTable } from './memory-table.ts'
import { noticeTables } from './notice-tables.ts'
import { peopleTables } from './people-tables.ts'
import { priorityIndex } from './priority-index.ts'
import { relayTable } from './relay-table.ts'
import { runSearch } from './run-search.ts'
import { runViewsTable } from './run-views-table.ts'
import { SPELLED_WORDS, spelledWords } from './run-words-table.ts'
import { skillRequestTable } from './skill-request-table.ts'
import { stallTables } from './stall-tables.ts'
import { taskColumns } from './task-columns.ts'
import { webhookTable } from './webhook-table.ts'
import { workColumns } from './work-columns.ts'

type Migration = (schema: SchemaModule) => readonly Compilable[]

/** From each format of the database to the next. Only ever added to: databases out there were made by them. */
const MIGRATIONS: readonly Migration[] = [
  firstTables,
  draftTable,
  skillRequestTable,
  workColumns,
  connectionTable,
  memoryTable,
  budgetTable,
  firingTables,
  webhookTable,
  relayTable,
  peopleTables,
  noticeTables,
  taskColumns,
  decidedIndex,
  priorityIndex,
  checkpointTables,
  insightTables,
  stallTables,
  runSearch,
  runViewsTable,
  gateTables,
]

/** The format this program reads and writes; a database says its own in `user_version`. */
export const FORMAT = MIGRATIONS.length

/** Brings a database from the format it has (0: it is empty) to `FORMAT`, each step whole or not at all. */
export function migrate(database: DatabaseSync, found: number): void {
  database.function(SPELLED_WORDS, { deterministic: true }, spelledWords)
  const { schema } = new Kysely({ dialect: nodeSqliteDialect(database) })
  MIGRATIONS.slice(found).forEach((migration, index) => {
    const statements = migration(schema).map((step) => step.compile().sql)
    const marks = [`pragma application_id = ${APPLICATION_ID}`, `pragma user_version = ${found + index + 1}`]
    database.exec(['begin immediate', ...statements, ...marks, 'commit'].join(';\n'))
  })
}
