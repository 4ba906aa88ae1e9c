import type { DragEvent } from 'react'
import type { Card } from '../../derive/builder-view.ts'

/** Our own cards. Text and files from outside are judged at the code door. */
const CARD = 'application/x-workcharts-card'

export function startDrag(event: DragEvent, { ref }: Card): void {
  event.dataTransfer.setData(CARD, ref)
  event.dataTransfer.effectAllowed = 'copy'
}

/** The card that is dropped; undefined: something else is. */
export function cardIn(event: DragEvent, cards: readonly Card[]): Card | undefined {
  const ref = event.dataTransfer.getData(CARD)
  return cards.find((card) => card.ref === ref)
}
