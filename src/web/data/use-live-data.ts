import type { QueryClient, QueryKey } from '@tanstack/react-query'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { StreamMessage } from '../../api/contract/stream.ts'
import { isServerState, KEYS } from './keys.ts'
import { openLiveStream } from './live-stream.ts'
import { refreshInBatches } from './refresh-in-batches.ts'

/** `since`: when the connection was lost, in milliseconds. */
export type Connection =
  | { readonly type: 'connecting' }
  | { readonly type: 'live' }
  | { readonly type: 'lost'; readonly since: number }

/**
 * Keeps everything on the screen up to date and tells whether it is. Used once, around all screens. `onMessage` gets every
 * message; a new one opens the stream anew.
 */
export function useLiveData(onMessage: (message: StreamMessage) => void): Connection {
  const client = useQueryClient()
  const [connection, setConnection] = useState<Connection>({ type: 'connecting' })
  useEffect(() => {
    const batches = refreshInBatches((changed) => refresh(client, changed))
    const close = openLiveStream((event) => {
      switch (event.type) {
        case 'changed':
          onMessage(event.message)
          return batches.add({ run: event.message.run })
        case 'open':
          // What changed between the first answers and the beginning of the stream was not told.
          batches.add('all')
          return setConnection({ type: 'live' })
        case 'resync':
          return batches.add('all')
        case 'lost':
          return setConnection((before) => (before.type === 'lost' ? before : { type: 'lost', since: Date.now() }))
      }
    })
    return () => {
      batches.stop()
      close()
    }
  }, [client, onMessage])
  return connection
}

function refresh(client: QueryClient, changed: 'all' | ReadonlySet<string>): Promise<unknown> {
  return client.invalidateQueries({
    predicate: ({ queryKey }) => (changed === 'all' ? isServerState(queryKey) : isTouched(queryKey, changed)),
  })
}

/** Lists may hold any run; a page belongs to one. A task's id begins with its run's. */
export function isTouched(key: QueryKey, changed: ReadonlySet<string>): boolean {
  const [kind, id] = key
  if (kind === 'run') return changed.has(String(id))
  if (kind === 'task') return changed.has(runOfTask(String(id)))
  return LISTS.has(String(kind))
}

const LISTS: ReadonlySet<string> = new Set([
  ...[KEYS.home, KEYS.runs, KEYS.tasks, KEYS.workCharts, KEYS.triggers].flat(),
  'trigger',
  'firings',
  'gates',
  'gate',
  'turned',
])

function runOfTask(task: string): string {
  return task.slice(0, task.indexOf('.'))
}
