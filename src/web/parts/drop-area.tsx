import type { DragEvent, ReactNode } from 'react'
import { useState } from 'react'

export interface DropAreaProps {
  /** With `-over` at its end it is the look while something is held over it. */
  readonly className: string
  readonly onDrop: (event: DragEvent) => void
  /** Something in it is the way without a mouse. */
  readonly children: ReactNode
}

/** A part of a page that takes what is dropped on it. */
export function DropArea({ className, onDrop, children }: DropAreaProps) {
  const [isOver, setOver] = useState(false)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what can be dropped here can be chosen with what is inside.
    <div
      className={isOver ? `${className} ${className}-over` : className}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        onDrop(event)
      }}
    >
      {children}
    </div>
  )
}
