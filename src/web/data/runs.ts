import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { PackedRun } from '../../api/contract/packed-run.ts'
import type { RunDetail, RunLog } from '../../api/contract/run-detail.ts'
import type { RunList } from '../../api/contract/runs.ts'
import type { RunSearch } from '../derive/run-search.ts'
import { filterOf, filterText } from '../derive/run-search.ts'
import { LOOKED_LIVE_MAX, lookedThrough } from '../derive/runs-found.ts'
import { getJson } from './http.ts'
import { KEYS } from './keys.ts'
import { unpackRun } from './unpack-run.ts'

/** The runs that an address asks for, page by page. Far back in the history it is not looked again with every change. */
export function useRuns(search: RunSearch) {
  const filter = filterText(filterOf(search))
  return useInfiniteQuery({
    queryKey: [...KEYS.runs, filter],
    queryFn: ({ pageParam, signal }) =>
      getJson<RunList>(`/runs?${filter}${pageParam === null ? '' : `&before=${pageParam}`}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }: RunList) => next,
    placeholderData: keepPreviousData,
    enabled: ({ state }) => lookedThrough(state.data?.pages ?? []) <= LOOKED_LIVE_MAX,
  })
}

export function useRun(id: string) {
  return useQuery({
    queryKey: KEYS.run(id),
    queryFn: ({ signal }) => getRun(id, signal),
  })
}

/** A run's page. Its rows are asked for packed: of ten thousand stages that is a tenth of the answer. */
async function getRun(id: string, signal: AbortSignal): Promise<RunDetail> {
  return unpackRun(await getJson<RunDetail | PackedRun>(`/runs/${encodeURIComponent(id)}?rows=packed`, signal))
}

/** Older parts of a run's log, from the facts before `before` on; nothing is fetched before somebody asks. */
export function useOlderLog(run: string, before: number | null) {
  return useInfiniteQuery({
    queryKey: ['run-log', run, before],
    queryFn: ({ pageParam, signal }) =>
      getJson<RunLog>(`/runs/${encodeURIComponent(run)}/log?before=${pageParam}`, signal),
    initialPageParam: before ?? 1,
    getNextPageParam: ({ logOmitted }: RunLog) => (logOmitted === 0 ? null : logOmitted + 1),
    enabled: before !== null,
    // What has happened stays as it was.
    staleTime: Number.POSITIVE_INFINITY,
  })
}
