import type { DragEvent, ReactNode } from 'react'
import { useState } from 'react'
import type { Card } from '../../derive/builder-view.ts'
import { cardIn } from './drag-card.ts'

export interface DropZoneProps {
  readonly cards: readonly Card[]
  readonly onCard: (card: Card) => void
  readonly children: ReactNode
}

/** A field that takes cards of the library as well. The field itself is the way without a mouse. */
export function DropZone({ cards, onCard, children }: DropZoneProps) {
  const [isOver, setOver] = useState(false)
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    const card = cardIn(event, cards)
    if (card !== undefined) onCard(card)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what can be dropped here can be chosen in the field inside.
    <div
      className={isOver ? 'builder-drop builder-drop-over' : 'builder-drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {children}
    </div>
  )
}
