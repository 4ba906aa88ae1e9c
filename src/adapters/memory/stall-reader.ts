import { known } from '../../core/basics/known.ts'
import type { Timestamp } from '../../core/basics/timestamp.ts'
import type { StallReader, StallRow } from '../../engine/stall-row.ts'
import { isOf } from './list-rows.ts'
import type { Tables } from './tables.ts'

export function createStallReader(tables: Tables): StallReader {
  const { runs, stalls } = tables
  const endedAt = ({ run }: Pick<StallRow, 'run'>): Timestamp | null => known(runs.get(run)).finishedAt
  return {
    countStalls: async (workflow, since) => {
      const own = stalls.filter((stall) => stall.workflow === workflow)
      const open = runsOf(own.filter((stall) => endedAt(stall) === null))
      const stalled = runsOf(own.filter((stall) => endedAt(stall) !== null && stall.at >= since))
      const ended = [...runs.values()].filter((row) => row.workflow === workflow && (row.finishedAt ?? -1) >= since)
      return { stalled: open + stalled, of: open + ended.length }
    },
    listStalls: async ({ workflow, ventures, before = Number.POSITIVE_INFINITY, limit }) =>
      stalls
        .map((stall, index) => ({ ...stall, number: index + 1 }))
        .filter(({ number }) => number < before)
        .filter((stall) => stall.workflow === workflow && isOf(ventures, runs.get(stall.run)?.venture))
        .toReversed()
        .slice(0, limit)
        .map((stall) => ({ ...stall, ...summaryOf(tables, stall) })),
  }
}

function runsOf(stalls: readonly StallRow[]): number {
  return new Set(stalls.map(({ run }) => run)).size
}

function summaryOf({ runs }: Tables, { run }: StallRow) {
  const { title, status } = known(runs.get(run))
  return { runTitle: title, runStatus: status }
}
