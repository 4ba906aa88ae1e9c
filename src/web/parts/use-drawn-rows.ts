import type { UIEvent } from 'react'
import { useState } from 'react'
import type { DrawnRows } from '../derive/drawn-rows.ts'
import { drawnRows, stepAt } from '../derive/drawn-rows.ts'

export interface ScrolledRows extends DrawnRows {
  readonly onScroll: (event: UIEvent<HTMLElement>) => void
}

/** Which rows of a list that scrolls to draw: of ten thousand rows, those in sight and around it. */
export function useDrawnRows(count: number, rowPx: number): ScrolledRows {
  const [step, setStep] = useState(0)
  return {
    ...drawnRows(count, step),
    // The same number draws nothing anew.
    onScroll: ({ currentTarget }) => setStep(stepAt(Math.floor(currentTarget.scrollTop / rowPx))),
  }
}
