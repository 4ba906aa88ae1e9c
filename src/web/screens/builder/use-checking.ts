import { useState } from 'react'
import type { BuilderView } from '../../derive/builder-view.ts'

/** The look at what would happen if the draft were run. */
export interface Checking {
  readonly isOpen: boolean
  /** Nothing happens while there is no stage to look at. */
  readonly open: () => void
  /** Whoever closes it goes on at the button that opened it. */
  readonly close: () => void
  /** Something else is opened in its place. */
  readonly leave: () => void
}

export function useChecking({ stages }: BuilderView): Checking {
  const [isOpen, setOpen] = useState(false)
  return {
    isOpen,
    open: () => setOpen(stages.length > 0),
    close: () => {
      setOpen(false)
      document.querySelector<HTMLElement>('.builder-check')?.focus()
    },
    leave: () => setOpen(false),
  }
}
