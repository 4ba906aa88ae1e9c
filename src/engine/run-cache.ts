import type { RunId } from '../core/run/ids.ts'
import type { LiveRun } from './live-run.ts'
import { loadRun } from './live-run.ts'
import type { Store } from './store.ts'

/** Runs kept in memory between turns. A run of five small stages takes about 20 KB. */
const CACHED_RUNS_MAX = 2_000

/** The runs this process has looked at last. Only what is committed is ever in it. */
export interface RunCache {
  readonly get: (id: RunId) => Promise<LiveRun | undefined>
  readonly put: (live: LiveRun) => void
  /** After a write that failed or was stale: what is stored counts. */
  readonly drop: (id: RunId) => void
}

export function createRunCache(store: Store): RunCache {
  const runs = new Map<RunId, LiveRun>()
  const put = (live: LiveRun): void => {
    runs.delete(live.run.id)
    runs.set(live.run.id, live)
    const [oldest] = runs.keys()
    if (runs.size > CACHED_RUNS_MAX && oldest !== undefined) runs.delete(oldest)
  }
  const get = async (id: RunId): Promise<LiveRun | undefined> => {
    const known = runs.get(id)
    const live = known ?? (await loadRun(store, id))
    if (live !== undefined) put(live)
    return live
  }
  return { get, put, drop: (id) => void runs.delete(id) }
}
