import type { Edge, Node } from '@xyflow/react'
import type { Place } from '../../../core/edit/workflow-edit.ts'
import type { BuilderStage, Card } from '../../derive/builder-view.ts'
import { STAGE_SIZE } from '../../derive/canvas-places.ts'
import type { InsertPoint } from '../../derive/insert-point.ts'
import type { CanvasNodeData } from './canvas-node.tsx'

export type FlowNode = Node<CanvasNodeData, 'stage'>

interface Drawn {
  readonly places: ReadonlyMap<string, Place>
  readonly cards: readonly Card[]
  readonly selected: string | null
  readonly notes: ReadonlyMap<string, readonly string[]>
}

const NO_NOTES: readonly string[] = []

export function toNodes(stages: readonly BuilderStage[], { places, cards, selected, notes }: Drawn): FlowNode[] {
  const tabStop = stages.some(({ id }) => id === selected) ? selected : stages[0]?.id
  return stages.map((stage) => ({
    id: stage.id,
    type: 'stage',
    position: places.get(stage.id) ?? { x: 0, y: 0 },
    ...STAGE_SIZE,
    data: {
      stage,
      cards,
      notes: notes.get(stage.id) ?? NO_NOTES,
      isSelected: stage.id === selected,
      isTabStop: stage.id === tabStop,
    },
  }))
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

/** The hue of a stage on the small map: by who does it, red where something is wrong. */
export function mapColor({ stage, cards }: CanvasNodeData): string {
  if (stage.errors > 0) return 'var(--bad-g)'
  const card = cards.find(({ ref }) => ref === stage.primary)
  if (stage.primary.startsWith('human:')) return 'var(--warm-g)'
  return card?.kind === 'judged' ? 'var(--cool-g)' : 'var(--grey-g)'
}
