import type { DatabaseSync } from 'node:sqlite'
import { utcDayOf } from '../../core/stall/stall-window.ts'
import type { RunAppend } from '../../engine/store.ts'
import { hasEnded } from '../../engine/store.ts'
import { insertInto } from './statements.ts'
import type { RunKey } from './tables.ts'

/** Writes how a run stopped moving, and counts it once when it ends. */
export function createStallWriter(database: DatabaseSync): (key: RunKey, run: RunAppend) => void {
  const insert = insertInto(database, 'stalls')
  const end = database.prepare('update stalls set ended = 1 where run = ?')
  const count = database.prepare(
    `insert into ended_runs (workflow, day, runs) values (?, ?, 1)
     on conflict (workflow, day) do update set runs = runs + 1`,
  )
  return (key, run) => {
    const { row, stalls = [] } = run
    for (const { workflow, stage, stageName, kind, at, response, task } of stalls)
      insert({ number: null, run: key, workflow, stage, stage_name: stageName, kind, at, response, task, ended: 0 })
    if (row.finishedAt === null || !hasEnded(run)) return
    end.run(key)
    count.run(row.workflow, utcDayOf(row.finishedAt))
  }
}
