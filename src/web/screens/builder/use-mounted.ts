import { useKeyPress } from '@xyflow/react'
import { useState } from 'react'
import type { Place } from '../../../core/edit/workflow-edit.ts'
import type { CanvasSize } from '../../derive/canvas-size.ts'
import { stageAt } from '../../derive/stage-at.ts'
import type { FlowNode } from './canvas-flow.ts'

/** So many stages are always in the page. Of more, from far away, only those that somebody may get hold of. */
const ALL_MAX = 150

export interface Mounted {
  readonly nodes: FlowNode[]
  /** They are so few that all of them are in the page, on the screen or not: the one for the Tab key always is. */
  readonly isFew: boolean
  /** The stage at a point of the canvas, wherever it is drawn. */
  readonly hit: (at: Place) => string | undefined
  readonly point: (at: Place) => void
  readonly reach: (stage: string) => void
}

/** The stages that are in the page: pointed at, chosen, or with the focus. The others are only drawn. */
export function useMounted(nodes: FlowNode[], size: CanvasSize): Mounted {
  const [pointed, setPointed] = useState<string>()
  const [reached, setReached] = useState<string>()
  // Whoever chooses by a box needs every stage.
  const isChoosing = useKeyPress('Shift')
  const isCrowd = size === 'far' && nodes.length > ALL_MAX && !isChoosing
  const isMounted = ({ id, data, dragging }: FlowNode) =>
    data.isTabStop || data.isSelected || dragging === true || id === pointed || id === reached
  const hit = (at: Place) => stageAt(nodes, at)
  return {
    nodes: isCrowd ? nodes.filter(isMounted) : nodes,
    isFew: isCrowd,
    hit,
    point: (at) => setPointed(isCrowd ? hit(at) : undefined),
    reach: setReached,
  }
}
