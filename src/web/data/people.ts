import { queryOptions, useQuery } from '@tanstack/react-query'
import type { AccountList, AddPersonRequest, ChangePersonRequest, Person } from '../../api/contract/people.ts'
import { getJson } from './http.ts'
import { KEYS } from './keys.ts'
import { useCommand } from './use-command.ts'

/** Everybody of this house, with what they may do. */
export const ACCOUNTS = queryOptions({
  queryKey: KEYS.accounts,
  queryFn: ({ signal }) => getJson<AccountList>('/people/accounts', signal),
})

export function useAccounts() {
  return useQuery(ACCOUNTS)
}

export function useAddPerson(onDone: (person: Person) => void) {
  const { mutate, ...state } = useCommand<AddPersonRequest, Person>(onDone)
  return { ...state, send: (body: AddPersonRequest) => mutate({ path: '/people', body }) }
}

export function useChangePerson(id: string, onDone: () => void) {
  const { mutate, ...state } = useCommand<ChangePersonRequest, Person>(onDone)
  return { ...state, send: (body: ChangePersonRequest) => mutate({ path: `/people/${encodeURIComponent(id)}`, body }) }
}

export function useRemovePerson(id: string) {
  const { mutate, ...state } = useCommand<object, Person>()
  return { ...state, send: () => mutate({ path: `/people/${encodeURIComponent(id)}/remove`, body: {} }) }
}
