import type { DatabaseSync } from 'node:sqlite'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Timestamp } from '../../core/basics/timestamp.ts'
import type { ChainEnd } from '../../core/receipt/checkpoint.ts'
import type { CheckpointReader } from '../../engine/checkpoint-reader.ts'
import { listPlacedReceipts } from './read-receipts.ts'
import { allRows } from './statements.ts'
import type { Tables } from './tables.ts'

/** A receipt's place is the number of its row: they are only ever added, one after the other. */
export function createCheckpointReads(db: Kysely<Tables>, database: DatabaseSync): CheckpointReader {
  const checkpoints = () => db.selectFrom('checkpoints').selectAll()
  return {
    findReceiptKey: async () => {
      const [row] = await db.selectFrom('receipt_keys').selectAll().execute()
      return row && { publicKey: row.public_key, sealedPrivateKey: row.sealed_private_key, at: row.at }
    },
    latestCheckpoint: async () => (await checkpoints().orderBy('number', 'desc').limit(1).execute())[0],
    findCheckpointOver: async (place) =>
      (await checkpoints().where('receipts', '>=', place).orderBy('receipts').limit(1).execute())[0],
    findCheckpoint: async (number) => (await checkpoints().where('number', '=', number).execute())[0],
    ...createPlaceReads(database),
    listPlacedReceipts: (filter) => listPlacedReceipts(db, filter),
    lastReceiptOf: async (run, upTo) => {
      const place = sql<number>`job_outcomes.rowid`
      const [last] = await db
        .selectFrom('runs')
        .innerJoin('job_outcomes', 'job_outcomes.run', 'runs.key')
        .select(['number', place.as('place')])
        .where('runs.id', '=', run)
        .where(place, '<=', upTo)
        .orderBy('number', 'desc')
        .limit(1)
        .execute()
      return last
    },
  }
}

/** Of a run in a range, SQLite gives the hash of the row with the greatest number (https://sqlite.org/lang_select.html#bareagg). */
function createPlaceReads(
  database: DatabaseSync,
): Pick<CheckpointReader, 'countReceipts' | 'findReceiptTime' | 'listChainEnds'> {
  const count = database.prepare('select coalesce(max(rowid), 0) as places from job_outcomes')
  const time = database.prepare('select at from job_outcomes where rowid = ?')
  const ends = database.prepare(
    `select runs.id as run, number, head from runs join (
       select run, max(number) as number, lower(hex(hash)) as head from job_outcomes
       where rowid > ? and rowid <= ? group by run
     ) as ends on ends.run = runs.key order by runs.id`,
  )
  return {
    countReceipts: async () => Number(count.get()?.['places']),
    findReceiptTime: async (place) => time.get(place)?.['at'] as Timestamp | undefined,
    listChainEnds: async ({ after, upTo }) => allRows<ChainEnd>(ends, after, upTo),
  }
}
