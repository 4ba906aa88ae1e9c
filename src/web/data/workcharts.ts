import { queryOptions, useQuery } from '@tanstack/react-query'
import type { WorkflowDetail, WorkflowList } from '../../api/contract/workflows.ts'
import { getJson } from './http.ts'
import { KEYS } from './keys.ts'

export function useWorkCharts() {
  return useQuery({ queryKey: KEYS.workCharts, queryFn: ({ signal }) => getJson<WorkflowList>('/workflows', signal) })
}

export function useWorkChart(id: string) {
  return useQuery(workChartQuery(id))
}

/** The names of the stages of a WorkChart by their ids; none where no WorkChart is meant. */
export function useStageNames(workChart: string | undefined): ReadonlyMap<string, string> {
  const { data } = useQuery({ ...workChartQuery(workChart ?? ''), enabled: workChart !== undefined })
  return new Map(data?.plan?.stages.map(({ id, name }) => [id, name]))
}

function workChartQuery(id: string) {
  return queryOptions({
    queryKey: KEYS.workChart(id),
    queryFn: ({ signal }) => getJson<WorkflowDetail>(`/workflows/${encodeURIComponent(id)}`, signal),
  })
}
