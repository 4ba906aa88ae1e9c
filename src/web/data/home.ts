import { useQuery } from '@tanstack/react-query'
import type { Home } from '../../api/contract/home.ts'
import { getJson } from './http.ts'
import { KEYS } from './keys.ts'

export function useHome() {
  return useQuery({ queryKey: KEYS.home, queryFn: ({ signal }) => getJson<Home>('/home', signal) })
}
