import type { Edge, Node } from '@xyflow/react'
import { Position } from '@xyflow/react'
import type { Place } from '../../../core/edit/workflow-edit.ts'
import type { BuilderStage, Card } from '../../derive/builder-view.ts'
import { STAGE_SIZE } from '../../derive/canvas-places.ts'
import type { InsertPoint } from '../../derive/insert-point.ts'
import type { CanvasNodeData } from './canvas-node.tsx'

export type FlowNode = Node<CanvasNodeData, 'stage'>

export interface Drawn {
  readonly places: ReadonlyMap<string, Place>
  readonly cards: readonly Card[]
  readonly selected: string | null
  /** All that are chosen. */
  readonly many: ReadonlySet<string>
  /** The stage that is being connected. */
  readonly from: string | null
  readonly notes: ReadonlyMap<string, readonly string[]>
}

const NO_NOTES: readonly string[] = []

const HANDLE = 10
const MIDDLE = (STAGE_SIZE.width - HANDLE) / 2
const ROUND = { width: HANDLE, height: HANDLE, x: MIDDLE }

/** Said instead of measured: a thousand stages are drawn without looking at one of them. */
const FIXED = {
  ...STAGE_SIZE,
  measured: STAGE_SIZE,
  handles: [
    { ...ROUND, type: 'target' as const, position: Position.Top, y: -HANDLE / 2 },
    { ...ROUND, type: 'source' as const, position: Position.Bottom, y: STAGE_SIZE.height - HANDLE / 2 },
  ],
}

/** A stage of which nothing has changed keeps the node it had, and is not drawn again. */
export function toNodes(stages: readonly BuilderStage[], drawn: Drawn, before: readonly FlowNode[]): FlowNode[] {
  const known = new Map(before.map((node) => [node.id, node]))
  const tabStop = stages.some(({ id }) => id === drawn.selected) ? drawn.selected : stages[0]?.id
  return stages.map((stage) => {
    const node = toNode(stage, { ...drawn, isTabStop: stage.id === tabStop })
    const same = known.get(stage.id)
    return same !== undefined && isAlike(same, node) ? same : node
  })
}

function toNode(stage: BuilderStage, { places, cards, ...drawn }: Drawn & { readonly isTabStop: boolean }): FlowNode {
  const { x, y } = places.get(stage.id) ?? { x: 0, y: 0 }
  const isSelected = drawn.many.has(stage.id)
  return {
    id: stage.id,
    type: 'stage',
    position: { x, y },
    selected: isSelected,
    data: {
      stage,
      cards,
      notes: drawn.notes.get(stage.id) ?? NO_NOTES,
      isSelected,
      isTabStop: drawn.isTabStop,
      isFrom: stage.id === drawn.from,
    },
    ...FIXED,
  }
}

function isAlike(one: FlowNode, other: FlowNode): boolean {
  const { notes, ...data } = one.data
  const isSameData =
    Object.entries(data).every(([key, value]) => other.data[key as keyof CanvasNodeData] === value) &&
    notes.join('\n') === other.data.notes.join('\n')
  const isSamePlace = one.position.x === other.position.x && one.position.y === other.position.y
  return isSameData && isSamePlace && one.selected === other.selected && one.dragging !== true
}

export function toEdges(
  stages: readonly BuilderStage[],
  point: InsertPoint | null,
  onPoint: (point: InsertPoint) => void,
): Edge[] {
  return stages.flatMap(({ id: to, dependsOn }) =>
    dependsOn.map((from) => {
      const isChosen = point?.type === 'edge' && point.from === from && point.to === to
      const onPlus = () => onPoint({ type: 'edge', from, to })
      return { id: `${from} ${to}`, source: from, target: to, type: 'plus', data: { isChosen, onPlus } }
    }),
  )
}
