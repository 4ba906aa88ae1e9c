import type { DatabaseSync } from 'node:sqlite'
import type { RunAppend } from '../../engine/store.ts'
import { toEventColumns } from './event-row.ts'
import { toReceiptColumns } from './receipt-row.ts'
import { toRunColumns } from './run-row.ts'
import { toSnapshotColumns } from './snapshot-row.ts'
import { insertInto, putInto, putVersion } from './statements.ts'
import { toTaskColumns } from './task-row.ts'

/** The positions of the facts, or that another writer was first. */
export type Written = readonly number[] | 'stale'

export function createRunWriter(database: DatabaseSync): (run: RunAppend) => Written {
  const putRun = putVersion(database, 'runs')
  const insertEvent = insertInto(database, 'run_events')
  const putTask = putInto(database, 'tasks', 'id')
  const insertReceipt = insertInto(database, 'job_outcomes')
  const putSnapshot = putInto(database, 'run_snapshots', 'run_id')

  return ({ expected, events, row, tasks, receipts, snapshot }) => {
    if (!putRun(toRunColumns(row), expected)) return 'stale'
    for (const task of tasks) putTask(toTaskColumns(task))
    for (const receipt of receipts) insertReceipt(toReceiptColumns(receipt))
    if (snapshot !== undefined) putSnapshot(toSnapshotColumns(row.id, snapshot))
    return events.map((event, index) => insertEvent(toEventColumns(row.id, { seq: expected + index + 1, event })))
  }
}
