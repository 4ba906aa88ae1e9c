import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const AT_ONCE = 256
/** What a run, its first fact, its firing and its trigger hold. */
const ROW = 'x'.repeat(400)
const ROWS_EACH = 4

/** Milliseconds that bare SQLite takes to write as many rows, flushed once for each transaction. */
export function timeBareWrites(folder: string, firings: number): number {
  const database = new DatabaseSync(join(folder, 'bare.db'))
  database.exec(
    'pragma journal_mode = wal; pragma synchronous = full; create table rows (key text primary key, body text)',
  )
  const insert = database.prepare('insert into rows values (?, ?)')
  const before = performance.now()
  for (let first = 0; first < firings; first += AT_ONCE) {
    database.exec('begin immediate')
    for (let n = first; n < Math.min(first + AT_ONCE, firings); n += 1)
      for (let row = 0; row < ROWS_EACH; row += 1) insert.run(`${n} ${row}`, ROW)
    database.exec('commit')
  }
  const took = performance.now() - before
  database.close()
  return took
}
