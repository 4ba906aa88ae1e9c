import type { UIEvent } from 'react'
import { useState } from 'react'
import type { DrawnRows } from '../derive/drawn-rows.ts'
import { drawnRows } from '../derive/drawn-rows.ts'

export interface ScrolledRows extends DrawnRows {
  readonly onScroll: (event: UIEvent<HTMLElement>) => void
}

/** Which rows of a list that scrolls to draw: of ten thousand rows, those in sight and around it. */
export function useDrawnRows(count: number, rowPx: number): ScrolledRows {
  const [place, setPlace] = useState(() => drawnRows(count, 0).first)
  return {
    ...drawnRows(count, place),
    onScroll: ({ currentTarget }) => {
      const top = Math.floor(currentTarget.scrollTop / rowPx)
      // The same number draws nothing anew.
      setPlace(top - (top % ROWS_TOLD))
    },
  }
}

/** The screen hears of every so many rows. */
const ROWS_TOLD = 20
