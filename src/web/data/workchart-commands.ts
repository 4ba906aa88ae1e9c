import { useMutation } from '@tanstack/react-query'
import type { RowCheck, RowCheckRequest } from '../../api/contract/row-checks.ts'
import type { StartedRuns, StartRequest } from '../../api/contract/runs.ts'
import type { Version } from '../../api/contract/workflows.ts'
import { freshKey } from './fresh-key.ts'
import type { RequestFailed } from './http.ts'
import { postJson } from './http.ts'
import { useCommand } from './use-command.ts'

/** `onDone` hears of the runs that were started. */
export function useStartRun(workChart: string, onDone: (started: StartedRuns) => void) {
  const { mutate, ...state } = useCommand<StartRequest, StartedRuns>(onDone)
  return { ...state, send: (body: StartRequest) => mutate({ path: `${workChartPath(workChart)}/runs`, body }) }
}

export function usePublish(workChart: string) {
  const { mutate, ...state } = useCommand<object, Version>()
  return { ...state, send: () => mutate({ path: `${workChartPath(workChart)}/publish`, body: {} }) }
}

/** Looks at rows before runs are started with them. It starts nothing. */
export function useRowCheck(workChart: string) {
  return useMutation<RowCheck, RequestFailed, RowCheckRequest>({
    mutationFn: (body) => postJson({ path: `${workChartPath(workChart)}/row-checks`, body, key: freshKey() }),
  })
}

function workChartPath(id: string): string {
  return `/workflows/${encodeURIComponent(id)}`
}
