import type { KeyboardEvent } from 'react'
import { useId, useState } from 'react'
import './defined.css'

export interface DefinedProps {
  readonly term: string
  /** What it means, in a sentence. */
  readonly definition: string
}

/** A word that says what it means to whoever points at it or comes to it by keys; Escape closes that. */
export function Defined({ term, definition }: DefinedProps) {
  const id = useId()
  const [isClosed, setClosed] = useState(false)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setClosed(true)
  }
  const open = () => setClosed(false)
  return (
    <span className={isClosed ? 'defined' : 'defined defined-open'}>
      <button
        type="button"
        className="defined-term"
        aria-describedby={id}
        onKeyDown={onKeyDown}
        onFocus={open}
        onMouseEnter={open}
        onClick={open}
      >
        {term}
      </button>
      <span id={id} role="tooltip" className="defined-words small">
        {definition}
      </span>
    </span>
  )
}
