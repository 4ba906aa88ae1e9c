import { useQuery } from '@tanstack/react-query'
import type { StageDetail } from '../../api/contract/run-detail.ts'
import { getJson } from './http.ts'
import { KEYS } from './keys.ts'

/** A stage of a run with everything that was tried at it. */
export function useStageDetail(run: string, stage: string) {
  return useQuery({
    queryKey: [...KEYS.run(run), 'stage', stage],
    queryFn: ({ signal }) =>
      getJson<StageDetail>(`/runs/${encodeURIComponent(run)}/stages/${encodeURIComponent(stage)}`, signal),
  })
}
