import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { PackedRun } from '../../api/contract/packed-run.ts'
import type { RunDetail, RunLog } from '../../api/contract/run-detail.ts'
import type { RunList, RunStatus } from '../../api/contract/runs.ts'
import { getJson } from './http.ts'
import { KEYS } from './keys.ts'
import { unpackRun } from './unpack-run.ts'

/** What the list of runs is narrowed to; it is the search part of the address. */
export interface RunFilter {
  readonly status?: RunStatus
  readonly workchart?: string
  readonly search?: string
}

export function useRuns(filter: RunFilter) {
  return useInfiniteQuery({
    queryKey: [...KEYS.runs, filter],
    queryFn: ({ pageParam, signal }) => getJson<RunList>(`/runs?${runQuery(filter, pageParam)}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }: RunList) => next,
    placeholderData: keepPreviousData,
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

function runQuery({ status, workchart, search }: RunFilter, before: string | null): URLSearchParams {
  const named = { status, workflow: workchart, search, before: before ?? undefined }
  const given = Object.entries(named).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return new URLSearchParams(given)
}
