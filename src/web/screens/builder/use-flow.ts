import type { NodeChange } from '@xyflow/react'
import { applyNodeChanges } from '@xyflow/react'
import { useEffect, useMemo, useState } from 'react'
import type { Place } from '../../../core/edit/workflow-edit.ts'
import type { BuilderStage, Card } from '../../derive/builder-view.ts'
import type { InsertPoint } from '../../derive/insert-point.ts'
import type { Drawn, FlowNode } from './canvas-flow.ts'
import { toEdges, toNodes } from './canvas-flow.ts'
import type { Picking } from './use-picking.ts'

export interface FlowProps {
  readonly stages: readonly BuilderStage[]
  readonly places: ReadonlyMap<string, Place>
  readonly cards: readonly Card[]
  readonly selected: string | null
  readonly picking: Picking
  readonly from: string | null
  readonly notes: ReadonlyMap<string, readonly string[]>
  readonly point: InsertPoint | null
  readonly onPoint: (point: InsertPoint) => void
}

/** What the document says, and where stages are while they are dragged. */
export function useFlow({ stages, point, onPoint, picking, ...drawn }: FlowProps) {
  const [nodes, setNodes] = useNodes(stages, { ...drawn, many: picking.many })
  const edges = useMemo(() => toEdges(stages, point, onPoint), [stages, point, onPoint])
  const onNodesChange = (changes: NodeChange<FlowNode>[]) => {
    const moves = changes.filter(({ type }) => type === 'position')
    if (moves.length > 0) setNodes((now) => applyNodeChanges(moves, now))
    const chosen = changes.flatMap((change) => (change.type === 'select' ? [change] : []))
    if (chosen.length > 0) picking.pick(chosenAfter(nodes, chosen))
  }
  return { nodes, edges, onNodesChange }
}

function chosenAfter(nodes: readonly FlowNode[], changes: readonly { id: string; selected: boolean }[]): string[] {
  const chosen = new Set(nodes.flatMap((node) => (node.selected === true ? [node.id] : [])))
  for (const { id, selected } of changes) {
    if (selected) chosen.add(id)
    else chosen.delete(id)
  }
  return [...chosen]
}

function useNodes(stages: readonly BuilderStage[], { places, cards, selected, many, from, notes }: Drawn) {
  const drawn = useMemo(
    () => ({ places, cards, selected, many, from, notes }),
    [places, cards, selected, many, from, notes],
  )
  const [nodes, setNodes] = useState(() => toNodes(stages, drawn, []))
  useEffect(() => setNodes((before) => toNodes(stages, drawn, before)), [stages, drawn])
  return [nodes, setNodes] as const
}
