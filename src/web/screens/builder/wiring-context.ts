import { createContext, useContext } from 'react'
import type { Wiring } from '../../../core/wiring/wiring.ts'

const WiringContext = createContext<Wiring | null>(null)

/** What the stages of the open document can be given; null while nothing can be made of its text. */
export const WiringProvider = WiringContext.Provider

export function useWiring(): Wiring | null {
  return useContext(WiringContext)
}
