import type { ChangeEvent, KeyboardEvent, ReactNode } from 'react'
import { useState } from 'react'

interface FieldProps {
  readonly value: string
  readonly onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => void
  readonly onBlur: () => void
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
}

export interface CommitFieldProps {
  readonly value: string
  readonly onCommit: (value: string) => void
  readonly children: (field: FieldProps) => ReactNode
}

/** What is typed becomes one edit when the field is left or Enter is pressed; Escape takes it back. */
export function CommitField({ value, onCommit, children }: CommitFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const commit = () => {
    if (typed !== null && typed !== value) onCommit(typed)
    setTyped(null)
  }
  return children({
    value: typed ?? value,
    onChange: (event) => setTyped(event.currentTarget.value),
    onBlur: commit,
    onKeyDown: (event) => {
      if (event.key === 'Escape') setTyped(null)
      if (event.key === 'Enter' && event.currentTarget instanceof HTMLInputElement) commit()
    },
  })
}
