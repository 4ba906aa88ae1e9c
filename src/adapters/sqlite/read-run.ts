import type { DatabaseSync } from 'node:sqlite'
import { CORE_VERSION } from '../../core/run/snapshot.ts'
import type { RunRecord, Store, StoredEvent } from '../../engine/store.ts'
import { unpackEvents } from './event-row.ts'
import { fromJsonText } from './json-text.ts'
import { toRunRow } from './run-row.ts'
import { toSnapshot } from './snapshot-row.ts'
import type { EventColumns, PlanColumns, RunColumns, SnapshotColumns } from './tables.ts'

/** What the engine asks for every run that it takes up: thousands at once after a crash, so the statements are prepared. */
export function createRunReads(database: DatabaseSync): Pick<Store, 'findRun' | 'history' | 'findPlan'> {
  const run = database.prepare('select * from runs where id = ?')
  const snapshot = database.prepare(
    `select core_version, version, body from run_snapshots
     where run = (select key from runs where id = ?) and core_version = ${CORE_VERSION}`,
  )
  const plan = database.prepare('select body from plans where digest = ?')
  return {
    findRun: async (id) => {
      const row = run.get(id) as RunColumns | undefined
      return row === undefined ? undefined : recordOf(row, snapshot.get(id) as SnapshotText | undefined)
    },
    history: createHistory(database),
    findPlan: async (digest) => {
      const row = plan.get(digest) as Pick<PlanColumns, 'body'> | undefined
      return row === undefined ? undefined : fromJsonText(row.body)
    },
  }
}

type SnapshotText = Omit<SnapshotColumns, 'run'>

function recordOf(row: RunColumns, snapshot: SnapshotText | undefined): RunRecord {
  return snapshot === undefined ? { row: toRunRow(row) } : { row: toRunRow(row), snapshot: toSnapshot(snapshot) }
}

/** A row holds several facts: it is read where one of them is wanted, and the others are left out again. */
function createHistory(database: DatabaseSync): Store['history'] {
  const ofRun = 'select seq, at, body from run_events where run = (select key from runs where id = ?)'
  const later = database.prepare(`${ofRun} and seq > ? order by seq`)
  // A fact is in the last row that begins at or before it.
  const holding = database.prepare(
    `${ofRun} and seq <= ? and seq in (
       select (select max(seq) from run_events where run = (select key from runs where id = ?) and seq <= wanted.value)
       from json_each(?) as wanted
     ) order by seq`,
  )
  return async (id, { after, also }) => {
    const earlier = new Set(also.filter((seq) => seq <= after))
    const wanted = JSON.stringify([...earlier, after + 1])
    const rows = [...(after === 0 ? [] : holding.all(id, after, id, wanted)), ...later.all(id, after)]
    return rows.flatMap(toFacts).filter(({ seq }) => seq > after || earlier.has(seq))
  }
}

function toFacts(row: unknown): readonly StoredEvent[] {
  return unpackEvents(row as Pick<EventColumns, 'seq' | 'at' | 'body'>)
}
