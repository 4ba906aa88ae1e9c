import type { DragEvent, ReactNode } from 'react'
import type { Card } from '../../derive/builder-view.ts'
import { DropArea } from '../../parts/drop-area.tsx'
import { cardIn } from './drag-card.ts'

export interface DropZoneProps {
  readonly cards: readonly Card[]
  readonly onCard: (card: Card) => void
  readonly children: ReactNode
}

/** A field that takes cards of the library as well. The field itself is the way without a mouse. */
export function DropZone({ cards, onCard, children }: DropZoneProps) {
  const drop = (event: DragEvent): void => {
    const card = cardIn(event, cards)
    if (card !== undefined) onCard(card)
  }
  return (
    <DropArea className="builder-drop" onDrop={drop}>
      {children}
    </DropArea>
  )
}
