import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Assumptions, AssumptionsChange } from '../../api/contract/assumptions.ts'
import type { Insights } from '../../api/contract/insights.ts'
import type { ReceiptList } from '../../api/contract/receipts.ts'
import type { InsightsSearch } from '../derive/insights-search.ts'
import { chosenWorkCharts, USUAL_PERIOD } from '../derive/insights-search.ts'
import { READER_ZONE } from '../parts/moment.tsx'
import { getJson, putJson } from './http.ts'
import { KEYS } from './keys.ts'
import { useCommand } from './use-command.ts'

/** All numbers of a period. The ones before stay while others are fetched. */
export function useInsights(search: InsightsSearch) {
  return useQuery({
    queryKey: [...KEYS.insights, search],
    queryFn: ({ signal }) => getJson<Insights>(`/insights?${insightsQuery(search)}`, signal),
    placeholderData: keepPreviousData,
  })
}

/** As the server is asked, days counted on the reader's calendar. */
export function insightsQuery(search: InsightsSearch): URLSearchParams {
  const period = search.days ?? USUAL_PERIOD
  const chosen = chosenWorkCharts(search).map((id): [string, string] => ['workflow', id])
  return new URLSearchParams([['period', String(period)], ...chosen, ['zone', READER_ZONE.timeZone]])
}

/** Replaces what is assumed of a WorkChart. */
export function useAssume(workChart: string, onDone: (saved: Assumptions) => void) {
  const { mutate, ...state } = useCommand<AssumptionsChange, { readonly assumptions: Assumptions }>(
    ({ assumptions }) => onDone(assumptions),
    putJson,
  )
  const path = `/workflows/${encodeURIComponent(workChart)}/assumptions`
  return { ...state, send: (body: AssumptionsChange) => mutate({ path, body }) }
}

/** As many as are looked at in one go. */
const NEWEST_RECEIPTS = 12

/** The newest receipts of stages. */
export function useNewestReceipts() {
  return useQuery({
    queryKey: KEYS.receipts,
    queryFn: ({ signal }) => getJson<ReceiptList>(`/receipts?kind=stage&limit=${NEWEST_RECEIPTS}`, signal),
  })
}
