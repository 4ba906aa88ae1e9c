import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Loading } from './loading.tsx'
import { ProblemNote } from './problem-note.tsx'

export interface LoadedProps<T> {
  readonly query: UseQueryResult<T>
  /** `the run`: goes into "Loading the run". */
  readonly what: string
  readonly children: (data: T) => ReactNode
}

/** What a query brought, or that it is on its way, or why it did not come. Old data stays while new data is fetched. */
export function Loaded<T>({ query, what, children }: LoadedProps<T>) {
  if (query.data !== undefined) return children(query.data)
  if (query.error === null) return <Loading what={what} />
  return <ProblemNote failure={query.error.failure} onRetry={() => void query.refetch()} />
}
