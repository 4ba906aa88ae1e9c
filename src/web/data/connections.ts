import { useQuery } from '@tanstack/react-query'
import type { AddConnection, Connection, ConnectionList, ConnectionTest } from '../../api/contract/connections.ts'
import { getJson } from './http.ts'
import { KEYS } from './keys.ts'
import { useCommand } from './use-command.ts'

/** Who answers for agents, in the order they were added. */
export function useConnections() {
  return useQuery({
    queryKey: KEYS.connections,
    queryFn: ({ signal }) => getJson<ConnectionList>('/connections', signal),
  })
}

/** What was sent is forgotten as soon as it was answered: a key is in it. */
export function useAddConnection(onDone: (connection: Connection) => void) {
  const { mutate, reset, ...state } = useCommand<AddConnection, Connection>((connection) => {
    reset()
    onDone(connection)
  })
  return { ...state, send: (body: AddConnection) => mutate({ path: '/connections', body }) }
}

export function useTestConnection(name: string) {
  const { mutate, ...state } = useCommand<object, ConnectionTest>()
  return { ...state, send: () => mutate({ path: pathOf(name, 'test'), body: {} }) }
}

export function useChangeConnection(name: string) {
  const { mutate, ...state } = useCommand<object, unknown>()
  return { ...state, send: (change: 'default' | 'remove') => mutate({ path: pathOf(name, change), body: {} }) }
}

function pathOf(name: string, what: 'test' | 'default' | 'remove'): string {
  return `/connections/${encodeURIComponent(name)}/${what}`
}
