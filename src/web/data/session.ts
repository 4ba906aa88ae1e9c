import { useQuery } from '@tanstack/react-query'
import type { Session } from '../../api/contract/system.ts'
import { LOCAL_OWNER } from '../../core/people/local-owner.ts'
import type { Right } from '../../core/people/right.ts'
import { roleFor } from '../../core/people/right.ts'
import { getJson } from './http.ts'
import { KEYS } from './keys.ts'

/** Who is signed in here. */
export function useSession() {
  return useQuery({ queryKey: KEYS.session, queryFn: ({ signal }) => getJson<Session>('/session', signal) })
}

/** Whether it is known that whoever is signed in may not do what needs this right: most people may do most things. */
export function useMayNot(right: Right): boolean {
  const { data } = useSession()
  return data !== undefined && roleFor(right, data.roles) === undefined
}

/**
 * Whether there are tasks of others beside one's own: not for whoever sees only theirs, nor for the local owner, whom no
 * task names and whose all of them are.
 */
export function useSeesOthersTasks(): boolean {
  const { data } = useSession()
  return data !== undefined && data.actor.id !== LOCAL_OWNER.id && roleFor('tasks:oversee', data.roles) !== undefined
}

/** Whether whoever is signed in may do what needs this right; false until that is known. The server judges again. */
export function useMay(right: Right): boolean {
  const { data } = useSession()
  return data !== undefined && roleFor(right, data.roles) !== undefined
}
