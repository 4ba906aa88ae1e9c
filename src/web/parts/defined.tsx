import type { KeyboardEvent, ReactNode } from 'react'
import { useId } from 'react'
import './defined.css'

export interface DefinedProps {
  /** What is meant, as a sentence or two. */
  readonly meaning: string
  readonly children: ReactNode
}

/** A word whose meaning is shown to whoever points at it or comes to it by keyboard; Escape puts it away. */
export function Defined({ meaning, children }: DefinedProps) {
  const id = useId()
  return (
    <span className="defined">
      <button type="button" className="defined-word" aria-describedby={id} onKeyDown={leaveOnEscape}>
        {children}
      </button>
      <span role="tooltip" id={id} className="defined-meaning">
        {meaning}
      </span>
    </span>
  )
}

function leaveOnEscape({ key, currentTarget }: KeyboardEvent<HTMLButtonElement>): void {
  if (key === 'Escape') currentTarget.blur()
}
