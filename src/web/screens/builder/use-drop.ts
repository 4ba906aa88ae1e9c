import { useReactFlow } from '@xyflow/react'
import type { DragEvent } from 'react'
import type { Place } from '../../../core/edit/workflow-edit.ts'
import type { StageId } from '../../../core/workflow/workflow.ts'
import type { Card } from '../../derive/builder-view.ts'
import { stageAbove } from '../../derive/canvas-places.ts'
import type { InsertPoint } from '../../derive/insert-point.ts'
import { cardIn } from './drag-card.ts'
import { targetOf } from './drop-target.ts'
import type { Builder } from './use-builder.ts'
import type { RoleGiving } from './use-role-menu.ts'

export interface DropProps {
  readonly builder: Builder
  readonly cards: readonly Card[]
  readonly places: ReadonlyMap<string, Place>
  readonly onSelect: (stage: string | null) => void
  readonly onAdd: (card: Card, at: InsertPoint) => void
}

/** Onto the canvas: a stage. Onto a stage: a role of it. Onto an edge: in between. */
export function useDrop({ builder, cards, places, onAdd, onSelect }: DropProps, giveRole: RoleGiving['give']) {
  const { screenToFlowPosition } = useReactFlow()
  const { stages } = builder.view
  const give = (card: Card, id: StageId): void => {
    const stage = stages.find((each) => each.id === id)
    onSelect(id)
    if (stage !== undefined) giveRole(card, stage)
  }
  const below = ({ clientX: x, clientY: y }: DragEvent): InsertPoint => {
    const above = stageAbove(stages, places, screenToFlowPosition({ x, y }))
    return { type: 'after', stages: above === undefined ? [] : [above.id] }
  }
  return (event: DragEvent): void => {
    const card = cardIn(event, cards)
    if (card === undefined) return
    event.preventDefault()
    const target = targetOf(event)
    if (target.type === 'stage') give(card, target.stage)
    else onAdd(card, target.type === 'edge' ? target : below(event))
  }
}
