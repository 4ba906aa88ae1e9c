import { QueryClient } from '@tanstack/react-query'
import type { RequestFailed } from './http.ts'

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: RequestFailed
  }
}

/** The live stream says what changed; without it, data this old is fetched again when somebody looks. */
const STALE_MS = 30_000
/** Longest pause between two tries to reach a server that does not answer. */
const RETRY_PAUSE_MAX_MS = 5_000

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // The server is on this machine: whether there is an internet connection says nothing.
      queries: { networkMode: 'always', staleTime: STALE_MS, retry: isUnreachable, retryDelay },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}

/** What was refused stays refused; a server that does not answer is asked again for as long as somebody waits. */
function isUnreachable(tries: number, { failure }: RequestFailed): boolean {
  return failure.type === 'unreachable' && tries < UNREACHABLE_TRIES_MAX
}

/** About a minute; after that the screen says so and offers to try. */
const UNREACHABLE_TRIES_MAX = 14

function retryDelay(tries: number): number {
  return Math.min(RETRY_PAUSE_MAX_MS, 500 * 2 ** tries)
}
