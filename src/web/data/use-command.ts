import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { freshKey } from './fresh-key.ts'
import type { Post, RequestFailed } from './http.ts'
import { postJson } from './http.ts'
import { isServerState } from './keys.ts'

export interface Command<Body> {
  readonly path: string
  readonly body: Body
}

type Send = <T>(post: Post) => Promise<T>

/**
 * Sends commands. A command the server did not answer keeps its key, so that sending it again does it at most once; any
 * answer ends the key. What screens show is fetched again afterwards, also after a refusal: the case may have changed.
 */
export function useCommand<Body, Answer>(onDone?: (answer: Answer) => void, send: Send = postJson) {
  const client = useQueryClient()
  const pending = useRef<string | null>(null)
  return useMutation<Answer, RequestFailed, Command<Body>>({
    mutationFn: ({ path, body }) => {
      pending.current ??= freshKey()
      return send<Answer>({ path, body, key: pending.current })
    },
    onSettled: async (_answer, error) => {
      if (error?.failure.type === 'unreachable') return
      pending.current = null
      await client.invalidateQueries({ predicate: ({ queryKey }) => isServerState(queryKey) })
    },
    onSuccess: (answer) => onDone?.(answer),
  })
}
