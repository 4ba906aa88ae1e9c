import { useQuery } from '@tanstack/react-query'
import type { Home } from '../../api/contract/home.ts'
import { getJson } from './http.ts'
import { KEYS } from './keys.ts'
import { useMayNot } from './session.ts'

/** Not asked for whoever only decides tasks. */
export function useHome() {
  const isClosed = useMayNot('work:read')
  return useQuery({
    queryKey: KEYS.home,
    queryFn: ({ signal }) => getJson<Home>('/home', signal),
    enabled: !isClosed,
  })
}
