import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'

/** Long enough to finish a word before the list changes. */
const TYPING_PAUSE_MS = 300

export interface Typing {
  /** What the address says now. */
  readonly shown: string
  /** What the address will say of a text; empty: nothing. */
  readonly read: (text: string) => string
  /** Puts it into the address. */
  readonly send: (text: string) => void
}

/**
 * A text that goes into the address when its reader rests. What is typed meanwhile stays, whatever of it arrives first;
 * an address that was changed from elsewhere takes its place.
 */
export function useTyped({ shown, read, send }: Typing) {
  const [typed, setTyped] = useState(shown)
  const [known, setKnown] = useState(shown)
  const [sent, setSent] = useState(shown)
  const pass = useDebouncedCallback((text: string) => {
    setSent(read(text))
    send(read(text))
  }, TYPING_PAUSE_MS)
  if (shown !== known) {
    setKnown(shown)
    if (shown !== sent) {
      setSent(shown)
      setTyped(shown)
    }
  }
  return {
    typed,
    type: (text: string) => {
      setTyped(text)
      pass(text)
    },
  }
}
