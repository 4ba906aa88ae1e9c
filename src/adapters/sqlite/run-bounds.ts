import type { DatabaseSync } from 'node:sqlite'
import type { Timestamp } from '../../core/basics/timestamp.ts'
import type { RunQuestion } from '../../engine/run-finder.ts'
import type { RunKey } from './tables.ts'

/** Runs are numbered as they begin. A clock that was set back by no more than this changes nothing in what is found. */
const CLOCK_SET_BACK_MAX_MS = 3_600_000

/** The numbers of the runs that are looked at: from the first up to, not including, the last. */
export interface Bounds {
  readonly from: RunKey
  readonly below: RunKey
}

/** Where a time stands among the numbers of runs is found by halving: no index is kept for it. */
export function createBounds(database: DatabaseSync): (question: RunQuestion) => Bounds {
  const next = database.prepare('select coalesce(max(key), 0) + 1 as key from runs')
  const keyOf = database.prepare('select key from runs where id = ?')
  const startOf = database.prepare('select started_at from runs where key >= ? order by key limit 1')
  const firstAt = (at: Timestamp, below: RunKey): RunKey => {
    let [low, high] = [1, Number(below)]
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      if (Number(startOf.get(middle)?.['started_at'] ?? at) < at) low = middle + 1
      else high = middle
    }
    return low as RunKey
  }
  return ({ before, from, to }) => {
    const all = Number(next.get()?.['key']) as RunKey
    const below = before === undefined ? all : ((keyOf.get(before)?.['key'] ?? 0) as RunKey)
    return {
      from: from === undefined ? (1 as RunKey) : firstAt((from - CLOCK_SET_BACK_MAX_MS) as Timestamp, all),
      below: to === undefined ? below : least(below, firstAt((to + CLOCK_SET_BACK_MAX_MS) as Timestamp, all)),
    }
  }
}

function least(one: RunKey, other: RunKey): RunKey {
  return one < other ? one : other
}
