import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { ContextList, PeopleList, ScheduleForecast } from '../../api/contract/choices.ts'
import { getJson } from './http.ts'
import { KEYS } from './keys.ts'

/** What stages of a WorkChart of this collection can be given to know. */
export function useContextModules(collection: string) {
  return useQuery({
    queryKey: KEYS.context(collection),
    queryFn: ({ signal }) => getJson<ContextList>(`/context?${new URLSearchParams({ collection })}`, signal),
  })
}

/** The people that WorkCharts name. */
export function usePeople() {
  return useQuery({ queryKey: KEYS.people, queryFn: ({ signal }) => getJson<PeopleList>('/people', signal) })
}

/** A schedule in words with its next three starts, once nothing is typed for a moment. */
export function useForecast(schedule: { readonly cron: string; readonly timezone: string }) {
  const [{ cron, timezone }] = useDebouncedValue(schedule, REST_MS)
  return useQuery({
    queryKey: KEYS.forecast(cron, timezone),
    queryFn: ({ signal }) =>
      getJson<ScheduleForecast>(`/schedule?${new URLSearchParams({ cron, timezone, count: '3' })}`, signal),
    retry: false,
  })
}

const REST_MS = 300
