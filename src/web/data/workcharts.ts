import { useQuery } from '@tanstack/react-query'
import type { WorkflowDetail, WorkflowList } from '../../api/contract/workflows.ts'
import { getJson } from './http.ts'
import { KEYS } from './keys.ts'

export function useWorkCharts() {
  return useQuery({ queryKey: KEYS.workCharts, queryFn: ({ signal }) => getJson<WorkflowList>('/workflows', signal) })
}

export function useWorkChart(id: string) {
  return useQuery({
    queryKey: KEYS.workChart(id),
    queryFn: ({ signal }) => getJson<WorkflowDetail>(`/workflows/${encodeURIComponent(id)}`, signal),
  })
}
