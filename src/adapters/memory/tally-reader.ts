import { groupedBy } from '../../core/basics/grouped-by.ts'
import { talliesOfLine } from '../../core/insights/tallies-of-line.ts'
import type { TallySum } from '../../core/insights/tally.ts'
import { addedUp, groupText } from '../../core/insights/tally.ts'
import type { ReceiptRow, RunRow } from '../../engine/store.ts'
import type { TalliesQuestion, TallyReader } from '../../engine/tally-row.ts'
import { compareTexts } from './order.ts'
import type { Tables } from './tables.ts'

export function createTallyReader(tables: Tables): TallyReader {
  return {
    sumTallies: async ({ measures, edges }) =>
      edges.slice(1).map((to, index) => sumsBetween(tables, measures, { from: edges[index] ?? to, to })),
    findAssumptions: async (workflow) => tables.assumptions.get(workflow),
    listAssumptions: async () =>
      [...tables.assumptions.values()].sort((left, right) => compareTexts(left.workflow, right.workflow)),
  }
}

interface Between {
  readonly from: number
  readonly to: number
}

function sumsBetween(
  { tallies }: Tables,
  measures: TalliesQuestion['measures'],
  { from, to }: Between,
): readonly TallySum[] {
  const within = tallies.filter(({ group, at }) => measures.includes(group.measure) && at >= from && at < to)
  const sums = within.map(({ group, count, sum }): TallySum => ({ group, count, sum }))
  return [...groupedBy(sums, ({ group }) => groupText(group)).values()].map(addedUp).filter(isLeft)
}

/** What was counted and taken back is not there. */
function isLeft({ count, sum }: TallySum): boolean {
  return count !== 0 || sum !== 0
}

/** Counts a receipt before it is kept. */
export function countReceipt({ tallies, receipts }: Tables, row: RunRow, receipt: ReceiptRow): void {
  const before = () => receipts.filter(({ run }) => run === receipt.run).map(({ line }) => line)
  tallies.push(...talliesOfLine(receipt.line, before, row))
}
