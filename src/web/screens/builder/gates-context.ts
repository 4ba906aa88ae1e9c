import { createContext, useContext } from 'react'
import type { Gates } from '../../../api/contract/gates.ts'

const GatesContext = createContext<Gates | undefined>(undefined)

/** What the gates of the published WorkChart promise. */
export const GatesProvider = GatesContext.Provider

/** Undefined: not known yet, or there is nothing of it on the server. */
export function usePublishedGates(): Gates | undefined {
  return useContext(GatesContext)
}
