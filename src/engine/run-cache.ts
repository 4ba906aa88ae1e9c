import type { RunId } from '../core/run/ids.ts'
import { isFinished } from '../core/run/run.ts'
import type { GetPlan, LiveRun } from './live-run.ts'
import { loadRun } from './live-run.ts'
import { createPlanCache } from './plan-cache.ts'
import type { Store } from './store.ts'

/** Runs kept in memory between turns. Without its payloads a run of five stages takes about 10 KB. */
const CACHED_RUNS_MAX = 2_000
/** Characters of their payloads together: a run may carry megabytes. */
const CACHED_PAYLOAD_MAX = 32 * 1024 * 1024

/** The runs this process has looked at last and that go on. Only what is committed is ever in it. */
export interface RunCache {
  readonly get: (id: RunId) => Promise<LiveRun | undefined>
  readonly put: (live: LiveRun) => void
  /** After a write that failed or was stale: what is stored counts. */
  readonly drop: (id: RunId) => void
  readonly getPlan: GetPlan
}

export function createRunCache(store: Store): RunCache {
  const runs = new Map<RunId, LiveRun>()
  const getPlan = createPlanCache(store)
  let payload = 0
  const drop = (id: RunId): void => {
    payload -= runs.get(id)?.payload ?? 0
    runs.delete(id)
  }
  const put = (live: LiveRun): void => {
    drop(live.run.id)
    if (isFinished(live.run)) return
    runs.set(live.run.id, live)
    payload += live.payload
    for (const [oldest] of runs) {
      if (runs.size <= CACHED_RUNS_MAX && (payload <= CACHED_PAYLOAD_MAX || runs.size === 1)) break
      drop(oldest)
    }
  }
  const get = async (id: RunId): Promise<LiveRun | undefined> => {
    const live = runs.get(id) ?? (await loadRun(store, getPlan, id))
    if (live !== undefined) put(live)
    return live
  }
  return { get, put, drop, getPlan }
}
