import type { Home, LiveWorkChart } from '../../api/contract/home.ts'
import type { RunStatus } from '../../api/contract/runs.ts'
import { OPEN_STATUSES } from '../../core/run/run.ts'

export interface RunTotals {
  readonly all: number
  readonly ended: number
  /** Going on, for people or for times. */
  readonly open: number
}

export function runTotals(runs: Home['runs']): RunTotals {
  const count = (statuses: readonly RunStatus[]) => statuses.reduce((sum, status) => sum + (runs[status] ?? 0), 0)
  const ended = count(['succeeded', 'failed', 'rejected', 'canceled'])
  const open = count(OPEN_STATUSES)
  return { all: ended + open, ended, open }
}

/** A share of something, and of how many. */
export interface Share {
  /** 0 to 1. */
  readonly value: number
  readonly of: number
}

/** How many stages no person was needed for. Null while there are none: unknown, which is not 0 %. */
export function shareWithoutPerson(stagesDone: LiveWorkChart['stagesDone']): Share | null {
  if (stagesDone === null) return null
  const { withoutPerson, byPerson } = stagesDone
  const of = withoutPerson + byPerson
  return of === 0 ? null : { value: withoutPerson / of, of }
}

export function shareOfAll(workCharts: readonly LiveWorkChart[]): Share | null {
  const done = workCharts.flatMap(({ stagesDone }) => (stagesDone === null ? [] : [stagesDone]))
  const withoutPerson = done.reduce((sum, one) => sum + one.withoutPerson, 0)
  const byPerson = done.reduce((sum, one) => sum + one.byPerson, 0)
  return shareWithoutPerson({ withoutPerson, byPerson, runs: 0 })
}
