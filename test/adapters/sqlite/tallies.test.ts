import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { fillTallies } from '../../../src/adapters/sqlite/fill-tallies.ts'
import { migrate } from '../../../src/adapters/sqlite/migrations.ts'
import { storeOn } from '../../../src/adapters/sqlite/store-on.ts'
import { aRunWith, laterReceipts } from '../../support/receipt-rows.ts'
import { aChange, runId } from '../../support/rows.ts'
import { anAdjustment, aRunReceipt, aStageOf, aVerdict, decidedBy, gbp, time } from '../../support/tallies.ts'

/** More than are counted in one step. */
const RUNS = 1_100
const EVERYTHING = ['insight_quarters', 'insight_days'].map(
  (table) =>
    `select '${table}' as kept, measure, slot, body, count, sum from ${table} join insight_groups on id = tally_group`,
)

function open(): DatabaseSync {
  const database = new DatabaseSync(':memory:')
  migrate(database, 0)
  fillTallies(database)
  return database
}

async function write(database: DatabaseSync): Promise<void> {
  const store = storeOn(database)
  const receipts = (n: number) => [
    aStageOf('sort', { at: time(n), cost: n % 3 === 0 ? null : gbp(n) }),
    aStageOf('check', { ...decidedBy('human:lena', { taken: n, decided: n + 9 }), confidence: (n % 11) / 10 }),
    aRunReceipt({ at: time(n + 20), cost: n % 3 === 0 ? null : gbp(n) }),
  ]
  await store.append(Array.from({ length: RUNS }, (_, n) => aRunWith({ id: runId(n + 1) }, receipts(n))))
  const late = [anAdjustment({ cost: gbp(7) }), aVerdict(), aVerdict({ verdict: 'right' }), anAdjustment()]
  await store.append([5, 6, 7].map((n) => aChange(1, { id: runId(n) }, laterReceipts(runId(n), 3, late))))
}

function everything(database: DatabaseSync): readonly unknown[] {
  return database.prepare(`${EVERYTHING.join(' union all ')} order by 1, 2, 3, 4`).all()
}

it('[ST103] made anew from the receipts, the sums are what they were', async () => {
  const database = open()
  await write(database)
  const before = everything(database)
  expect(before.length).toBeGreaterThan(100)
  database.exec('delete from insight_quarters; delete from insight_days; delete from insight_groups')
  database.exec('insert into insight_fill values (0)')
  fillTallies(database)
  expect(everything(database)).toEqual(before)
  fillTallies(database)
  expect(everything(database)).toEqual(before)
  database.close()
})

it('[ST103] what broke off after a step goes on where it was', async () => {
  const database = open()
  await write(database)
  const before = everything(database)
  database.exec('delete from insight_quarters; delete from insight_days; insert into insight_fill values (0)')
  const isBroken = () => {
    throw new Error('Broken off.')
  }
  database.function('broken', isBroken)
  database.exec(
    'create temp trigger break_off before update on insight_fill when old.filled > 0 begin select broken(); end',
  )
  database.exec('create temp trigger break_off_at_end before delete on insight_fill begin select broken(); end')
  expect(() => fillTallies(database)).toThrow('Broken off.')
  expect(database.prepare('select filled from insight_fill').get()).toEqual({ filled: 1_000 })
  database.exec('drop trigger break_off; drop trigger break_off_at_end')
  fillTallies(database)
  expect(everything(database)).toEqual(before)
  expect(database.prepare('select count(*) as left from insight_fill').get()).toEqual({ left: 0 })
  database.close()
})

it.each(['insight_quarters', 'insight_days'])('[ST104] %s is searched by measure and time', (table) => {
  const database = open()
  const plan = database
    .prepare(
      `explain query plan select tally_group, sum(count), sum(sum) from ${table}
       where measure = ? and slot >= ? and slot < ? group by tally_group`,
    )
    .all(0, 0, 9)
  expect(plan.map(({ detail }) => detail)).toContain(
    `SEARCH ${table} USING PRIMARY KEY (measure=? AND slot>? AND slot<?)`,
  )
  database.close()
})
