import { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import { expect, it } from 'vitest'
import { nodeSqliteDialect } from '../../../src/adapters/sqlite/dialect.ts'
import { draftTable } from '../../../src/adapters/sqlite/draft-table.ts'
import { createRunFinder } from '../../../src/adapters/sqlite/find-runs.ts'
import { firstTables } from '../../../src/adapters/sqlite/first-tables.ts'
import { FORMAT, migrate } from '../../../src/adapters/sqlite/migrations.ts'
import { listConnections } from '../../../src/adapters/sqlite/read-connections.ts'
import { createDecidedReads } from '../../../src/adapters/sqlite/read-decided.ts'
import { findDraft } from '../../../src/adapters/sqlite/read-drafts.ts'
import { countRuns } from '../../../src/adapters/sqlite/read-runs.ts'
import { listVersions } from '../../../src/adapters/sqlite/read-versions.ts'
import { toRunColumns } from '../../../src/adapters/sqlite/run-row.ts'
import { storeOn } from '../../../src/adapters/sqlite/store-on.ts'
import type { RunKey, Tables } from '../../../src/adapters/sqlite/tables.ts'
import { toTaskColumns } from '../../../src/adapters/sqlite/task-row.ts'
import { stallsSince } from '../../../src/core/stall/stall-window.ts'
import type { DraftRow } from '../../../src/engine/draft-row.ts'
import type { TaskRow } from '../../../src/engine/store.ts'
import {
  aDraftRow,
  aRunRow,
  aTaskRow,
  aVersionRow,
  LENA,
  minute,
  PLAN_DIGEST,
  runId,
  SUPPORT_DESK,
  taskId,
} from '../../support/rows.ts'

/** What the formats after 15 added. */
const NEWER_TABLES = [
  'run_views',
  'receipt_keys',
  'checkpoints',
  'insight_quarters',
  'insight_days',
  'insight_groups',
  'insight_fill',
  'workchart_assumptions',
  'stalls',
  'ended_runs',
  'run_totals',
  'run_words',
  'gate_lines',
  'gate_answers',
  'audit_secret',
]
  .map((table) => `drop table ${table}`)
  .join('; ')

/** What format 21 added, taken away again. */
const GATE_TABLES = 'drop table gate_lines; drop table gate_answers; drop table audit_secret'

/** Takes it away again. */
const NEWER = `drop trigger runs_counted; drop trigger runs_recounted; ${NEWER_TABLES};
  drop index runs_of_status; drop index runs_of_workflow; drop index runs_of_workflow_and_status`

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

it('[SQ24] what was decided about a stage is found in a database of format 13 too', async () => {
  const database = new DatabaseSync(':memory:')
  const db = new Kysely<Tables>({ dialect: nodeSqliteDialect(database) })
  migrate(database, 0)
  database.exec(
    `${NEWER}; drop index tasks_by_priority; drop index tasks_decided; alter table tasks drop column workflow;
     pragma user_version = 13`,
  )
  const task = aTaskRow({ status: 'answered', answer: 'approve', decidedBy: LENA, decidedAt: minute(5) })
  const { workflow: _, ...columns } = toTaskColumns(1 as RunKey, task)
  insert(database, 'plans', { digest: PLAN_DIGEST, body: '{}' })
  insert(database, 'runs', { key: 1, ...toRunColumns(aRunRow()) })
  insert(database, 'tasks', columns)
  migrate(database, 13)
  const asked = { workflow: task.workflow, stage: task.stage, until: minute(9), except: taskId(runId(9), 'a') }
  expect(await createDecidedReads(db).listDecided(asked, 9)).toEqual([task])
  database.close()
})

it('[ST82] a database of format 14 gets the index of open tasks by priority', () => {
  const database = new DatabaseSync(':memory:')
  migrate(database, 0)
  database.exec(`${NEWER}; drop index tasks_by_priority; pragma user_version = 14`)
  migrate(database, 14)
  const found = database.prepare("select name from sqlite_schema where name = 'tasks_by_priority'").all()
  expect(found).toHaveLength(1)
  database.close()
})

it('[ST113] a database of format 15 is told of the stalls that its tasks know, and of the runs that ended', async () => {
  const database = new DatabaseSync(':memory:')
  migrate(database, 0)
  database.exec(`${NEWER}; pragma user_version = 15`)
  insert(database, 'plans', { digest: PLAN_DIGEST, body: '{}' })
  insert(database, 'runs', { key: 1, ...toRunColumns(aRunRow({ status: 'failed', finishedAt: minute(9) })) })
  insert(database, 'runs', { key: 2, ...toRunColumns(aRunRow({ id: runId(2) })) })
  const known: readonly Partial<TaskRow>[] = [
    { overdue: true, due: minute(2) },
    { reason: 'stall', because: 'The program stopped while this was being done.', openedAt: minute(3) },
    { reason: 'unknown-outcome', because: `${UNKNOWN} The program stopped while this was being done.` },
    { reason: 'stall', because: 'There was no answer within 30m, the time limit of this stage.', openedAt: minute(5) },
    { reason: 'unknown-outcome', because: `${UNKNOWN} It ended with 1.` },
    { reason: 'low-confidence' },
  ]
  known.forEach((given, index) => {
    const id = taskId(runId(1), 'classify', index + 1)
    insert(
      database,
      'tasks',
      toTaskColumns((1 + (index % 2)) as RunKey, aTaskRow({ openedAt: minute(4), ...given, id })),
    )
  })
  migrate(database, 15)
  const store = storeOn(database)
  const stalls = await store.listStalls({ workflow: SUPPORT_DESK, limit: 9 })
  expect(stalls.map(({ run, kind, at, response, task }) => [run, kind, at, response, task])).toEqual([
    [runId(2), 'timeout', minute(5), 'asked', taskId(runId(1), 'classify', 4)],
    [runId(1), 'lost', minute(4), 'asked', taskId(runId(1), 'classify', 3)],
    [runId(2), 'lost', minute(3), 'asked', taskId(runId(1), 'classify', 2)],
    [runId(1), 'overdue', minute(2), 'asked', taskId(runId(1), 'classify', 1)],
  ])
  expect(await store.countStalls(SUPPORT_DESK, stallsSince(minute(0)))).toEqual({ stalled: 2, of: 2 })
  database.close()
})

const UNKNOWN = 'Nobody knows whether it happened:'
it('[ST94] a database of format 15 gets the counts of its runs, which are found by title and workflow', async () => {
  const database = new DatabaseSync(':memory:')
  const db = new Kysely<Tables>({ dialect: nodeSqliteDialect(database) })
  migrate(database, 0)
  database.exec(`${NEWER}; pragma user_version = 15`)
  insert(database, 'plans', { digest: PLAN_DIGEST, body: '{}' })
  insert(database, 'runs', { key: 1, ...toRunColumns(aRunRow({ title: 'Über 100 % voll' })) })
  migrate(database, 15)
  expect(await countRuns(db)).toEqual([{ workflow: aRunRow().workflow, status: 'running', runs: 1 }])
  const findRuns = createRunFinder(database)
  for (const search of ['uber', 'desk', runId(1).slice(-6)])
    expect((await findRuns({ search, limit: 9 })).rows).toEqual([aRunRow({ title: 'Über 100 % voll' })])
  expect((await findRuns({ search: 'order', limit: 9 })).rows).toEqual([])
  database.close()
})

it('[ST116] a database of format 19 gets a place for views of runs', async () => {
  const database = new DatabaseSync(':memory:')
  migrate(database, 0)
  database.exec(`drop table run_views; ${GATE_TABLES}; pragma user_version = 19`)
  migrate(database, 19)
  expect(await storeOn(database).findRunViews(LENA)).toBeUndefined()
  expect(database.prepare('pragma user_version').get()).toEqual({ user_version: FORMAT })
  database.close()
})

it('[ST135] a database of format 20 gets places for what gates judged, and a secret of its own', async () => {
  const secretOf = async () => {
    const database = new DatabaseSync(':memory:')
    migrate(database, 0)
    database.exec(`${GATE_TABLES}; pragma user_version = 20`)
    migrate(database, 20)
    const store = storeOn(database)
    expect(await store.listGateLines(SUPPORT_DESK, aTaskRow().stage)).toEqual([])
    const secret = await store.auditSecret()
    database.close()
    return secret
  }
  expect(await secretOf()).not.toBe(await secretOf())
})

function insert(database: DatabaseSync, table: string, row: Readonly<Record<string, string | number | null>>): void {
  const names = Object.keys(row)
  const places = names.map(() => '?').join(', ')
  database.prepare(`insert into ${table} ("${names.join('", "')}") values (${places})`).run(...Object.values(row))
}
