import { useInfiniteQuery } from '@tanstack/react-query'
import type { StallList } from '../../api/contract/stalls.ts'
import { getJson } from './http.ts'
import { KEYS } from './keys.ts'

/** Runs of a WorkChart that stalled, the last first. */
export function useStalls(workChart: string) {
  return useInfiniteQuery({
    queryKey: KEYS.stalls(workChart),
    queryFn: ({ signal, pageParam }) =>
      getJson<StallList>(`/workflows/${encodeURIComponent(workChart)}/stalls?${olderThan(pageParam)}`, signal),
    initialPageParam: FIRST,
    getNextPageParam: ({ before }) => before,
  })
}

const FIRST: number | null = null

function olderThan(before: number | null): URLSearchParams {
  return new URLSearchParams(before === null ? {} : { before: String(before) })
}
