import { useQuery } from '@tanstack/react-query'
import type { RunComparison } from '../../api/contract/run-comparison.ts'
import { getJson } from './http.ts'
import { KEYS } from './keys.ts'

/** What changed since another run; undefined: since the last one before it that succeeded. */
export function useRunComparison(run: string, other: string | undefined) {
  const asked = other === undefined ? '' : `?${new URLSearchParams({ with: other })}`
  return useQuery({
    queryKey: [...KEYS.run(run), 'comparison', other ?? null],
    queryFn: ({ signal }) => getJson<RunComparison>(`/runs/${encodeURIComponent(run)}/comparison${asked}`, signal),
  })
}
