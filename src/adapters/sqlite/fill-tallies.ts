import type { DatabaseSync } from 'node:sqlite'
import { talliesOfLines } from '../../core/insights/tallies-of-line.ts'
import { fromShortText } from './short-text.ts'
import { allRows } from './statements.ts'
import type { OriginRow, ShortReceipt } from './tables.ts'
import { createTransaction } from './transaction.ts'
import { createTallyWriter } from './write-tallies.ts'

/** Runs that are counted in one transaction. */
const RUNS_A_STEP = 1_000

/**
 * Counts the receipts of a database from before insights, in steps: what broke off goes on where it was. Nothing else
 * may write before it is through.
 */
export function fillTallies(database: DatabaseSync): void {
  const inTransaction = createTransaction(database)
  const filledNow = database.prepare('select filled from insight_fill')
  const tallies = createTallyWriter(database)
  const fillStep = createStep(database)
  for (let filled = filledNow.get()?.['filled']; filled !== undefined; filled = filledNow.get()?.['filled']) {
    const after = Number(filled)
    inTransaction(() => {
      tallies.begin()
      fillStep(after, tallies)
      tallies.write()
    })
  }
}

function createStep(database: DatabaseSync): (after: number, tallies: ReturnType<typeof createTallyWriter>) => void {
  const next = database.prepare('select key, workflow from runs where key > ? order by key limit ?')
  const lines = database.prepare('select line from job_outcomes where run = ? order by number')
  const goOn = database.prepare('update insight_fill set filled = ?')
  const end = database.prepare('delete from insight_fill')
  return (after, tallies) => {
    const runs = allRows<OriginRow>(next, after, RUNS_A_STEP)
    for (const { key, ...origin } of runs) {
      const receipts = allRows<ShortReceipt>(lines, key)
      tallies.add(
        talliesOfLines(
          receipts.map(({ line }) => fromShortText(line)),
          origin,
        ),
      )
    }
    const last = runs.at(-1)
    if (last === undefined) end.run()
    else goOn.run(last.key)
  }
}
