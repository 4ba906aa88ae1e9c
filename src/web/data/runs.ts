import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { RunDetail } from '../../api/contract/run-detail.ts'
import type { RunList, RunStatus } from '../../api/contract/runs.ts'
import { getJson } from './http.ts'
import { KEYS } from './keys.ts'

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
    queryFn: ({ signal }) => getJson<RunDetail>(`/runs/${encodeURIComponent(id)}`, signal),
  })
}

function runQuery({ status, workchart, search }: RunFilter, before: string | null): URLSearchParams {
  const named = { status, workflow: workchart, search, before: before ?? undefined }
  const given = Object.entries(named).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return new URLSearchParams(given)
}
