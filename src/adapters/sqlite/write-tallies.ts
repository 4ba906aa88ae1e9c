import type { DatabaseSync } from 'node:sqlite'
import { QUARTERS_A_DAY, quarterOf } from '../../core/insights/quarter.ts'
import { talliesOfLine } from '../../core/insights/tallies-of-line.ts'
import type { Tally } from '../../core/insights/tally.ts'
import { groupText, MEASURES } from '../../core/insights/tally.ts'
import type { Origin } from '../../core/insights/tally-receipts.ts'
import type { ReceiptRow } from '../../engine/store.ts'
import { fromShortText } from './short-text.ts'
import { allRows } from './statements.ts'
import type { RunKey, ShortReceipt } from './tables.ts'

/** Collects what receipts count, and writes it in one go: the runs of a turn share most of their rows. */
export interface TallyWriter {
  readonly begin: () => void
  /** The receipts before it are written already. */
  readonly count: (run: RunKey, receipt: ReceiptRow, origin: Origin) => void
  readonly add: (tallies: readonly Tally[]) => void
  /** Writes what was counted since `begin`, in the transaction that is open. */
  readonly write: () => void
}

interface Sum {
  readonly body: string
  readonly measure: number
  readonly quarter: number
  count: number
  sum: number
}

export function createTallyWriter(database: DatabaseSync): TallyWriter {
  const sums = new Map<string, Sum>()
  const before = database.prepare('select line from job_outcomes where run = ? and number < ? order by number')
  const write = createSumWriter(database)
  const add = (tallies: readonly Tally[]): void => {
    for (const tally of tallies) addTo(sums, tally)
  }
  return {
    begin: () => sums.clear(),
    count: (run, { line, number }, origin) => {
      const linesBefore = () => allRows<ShortReceipt>(before, run, number).map(lineOf)
      add(talliesOfLine(line, linesBefore, origin))
    },
    add,
    write: () => {
      for (const sum of sums.values()) write(sum)
    },
  }
}

function lineOf({ line }: ShortReceipt): string {
  return fromShortText(line)
}

function addTo(sums: Map<string, Sum>, { group, at, count, sum }: Tally): void {
  const body = groupText(group)
  const quarter = quarterOf(at)
  const key = `${quarter} ${body}`
  const known = sums.get(key)
  if (known === undefined) sums.set(key, { body, measure: MEASURES.indexOf(group.measure), quarter, count, sum })
  else {
    known.count += count
    known.sum += sum
  }
}

function createSumWriter(database: DatabaseSync): (sum: Sum) => void {
  const findGroup = database.prepare('select id from insight_groups where body = ?')
  const insertGroup = database.prepare('insert into insight_groups (body) values (?)')
  const tables = ['insight_quarters', 'insight_days'].map((table) => ({
    add: database.prepare(
      `insert into ${table} (measure, slot, tally_group, count, sum) values (?, ?, ?, ?, ?)
       on conflict do update set count = count + excluded.count, sum = sum + excluded.sum`,
    ),
    sweep: database.prepare(
      `delete from ${table} where measure = ? and slot = ? and tally_group = ? and count = 0 and sum = 0`,
    ),
  }))
  return ({ body, measure, quarter, count, sum }) => {
    const group = Number(findGroup.get(body)?.['id'] ?? insertGroup.run(body).lastInsertRowid)
    tables.forEach(({ add, sweep }, index) => {
      const slot = index === 0 ? quarter : Math.floor(quarter / QUARTERS_A_DAY)
      add.run(measure, slot, group, count, sum)
      if (count <= 0) sweep.run(measure, slot, group)
    })
  }
}
