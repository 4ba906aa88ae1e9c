import type { DatabaseSync } from 'node:sqlite'
import type { RunEvent } from '../../core/run/run-event.ts'
import type { RunAppend } from '../../engine/store.ts'
import { createClaimWriter } from './budget-claims.ts'
import { createEraser, isErasure } from './erase-history.ts'
import { packEvents } from './event-row.ts'
import { createGateWriter } from './gate-answers.ts'
import { toReceiptColumns } from './receipt-row.ts'
import { createWordsWriter, idWord } from './run-words-table.ts'
import { toSnapshotColumns } from './snapshot-row.ts'
import { insertInto, putInto } from './statements.ts'
import type { RunKey } from './tables.ts'
import { toTaskColumns } from './task-row.ts'
import { createFoundWriter } from './write-memory.ts'
import { createRunRowWriter } from './write-run-row.ts'
import { createStallWriter } from './write-stalls.ts'
import type { TallyWriter } from './write-tallies.ts'

/** The positions of the facts, or that another writer was first. */
export type Written = readonly number[] | 'stale'

export function createRunWriter(database: DatabaseSync, tallies: TallyWriter): (run: RunAppend) => Written {
  const putRun = createRunRowWriter(database)
  const insertEvents = createEventsWriter(database)
  const putTask = putInto(database, 'tasks', 'id')
  const insertReceipt = insertInto(database, 'job_outcomes')
  const keepFound = createFoundWriter(database)
  const putClaim = createClaimWriter(database)
  const writeStalls = createStallWriter(database)
  const writeGate = createGateWriter(database)
  const addWords = createWordsWriter(database)
  const putSnapshot = putInto(database, 'run_snapshots', 'run')
  const erase = createEraser(database)

  const writeBeside = (key: RunKey, { row, tasks, receipts, found = [], claims = [], gate = [] }: RunAppend): void => {
    for (const task of tasks) putTask(toTaskColumns(key, task))
    for (const receipt of receipts) {
      insertReceipt(toReceiptColumns(key, receipt))
      tallies.count(key, receipt, row)
    }
    for (const item of found) keepFound(item)
    for (const claim of claims) putClaim(key, row.workflow, claim)
    for (const append of gate) writeGate(key, row.workflow, append)
  }

  return (run) => {
    const { expected, events, row, snapshot, words = [] } = run
    const key = putRun(row, expected)
    if (key === undefined) return 'stale'
    writeBeside(key, run)
    writeStalls(key, run)
    if (snapshot !== undefined) putSnapshot(toSnapshotColumns(key, snapshot))
    addWords(key, expected === 0 ? [idWord(row.id), ...words] : words)
    const [first, ...others] = events
    const positions = first === undefined ? [] : insertEvents(key, expected + 1, [first, ...others])
    if (events.some(isErasure)) erase(key, row)
    return positions
  }
}

type EventsWriter = (run: RunKey, seq: number, events: readonly [RunEvent, ...RunEvent[]]) => readonly number[]

/** Positions go on from the last row: only one process writes, and a row that is rolled back takes its positions along. */
function createEventsWriter(database: DatabaseSync): EventsWriter {
  const insert = database.prepare(
    `insert into run_events (position, run, seq, at, facts, body)
     values ((select coalesce(max(position), 0) from run_events) + ?1, ?2, ?3, ?4, ?1, ?5)`,
  )
  return (run, seq, events) => {
    const { at, facts, body } = packEvents(events)
    const last = Number(insert.run(facts, run, seq, at, body).lastInsertRowid)
    return events.map((_, index) => last - facts + 1 + index)
  }
}
