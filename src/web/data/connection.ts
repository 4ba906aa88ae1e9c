import { createContext, useContext } from 'react'
import type { Connection } from './use-live-data.ts'

/** Whether what the screens show is up to date. */
export const ConnectionContext = createContext<Connection>({ type: 'connecting' })

export function useConnection(): Connection {
  return useContext(ConnectionContext)
}
