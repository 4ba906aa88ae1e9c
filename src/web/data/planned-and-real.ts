import { useQuery } from '@tanstack/react-query'
import type { PlannedAndReal } from '../../api/contract/planned-and-real.ts'
import { getJson } from './http.ts'
import { KEYS } from './keys.ts'

/** What the plan of a run said, beside what happened. */
export function usePlannedAndReal(run: string) {
  return useQuery({
    queryKey: [...KEYS.run(run), 'planned'],
    queryFn: ({ signal }) => getJson<PlannedAndReal>(`/runs/${encodeURIComponent(run)}/planned`, signal),
  })
}
