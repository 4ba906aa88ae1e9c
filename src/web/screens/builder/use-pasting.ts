import { useCallback, useState } from 'react'

/** A procedure that is about to become stages. */
export interface Pasting {
  /** Null: the panel is closed. */
  readonly text: string | null
  readonly open: () => void
  /** Opens the panel with a text, below what stands in it already. */
  readonly take: (text: string) => void
  readonly write: (text: string) => void
  readonly close: () => void
}

export function usePasting(): Pasting {
  const [text, setText] = useState<string | null>(null)
  const take = useCallback((more: string) => setText((before) => (before ? `${before}\n\n${more}` : more)), [])
  return { text, open: () => setText((before) => before ?? ''), take, write: setText, close: () => setText(null) }
}
