import { useQuery } from '@tanstack/react-query'
import type { ContextList, PeopleList } from '../../api/contract/choices.ts'
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
