import type { Node, NodeProps } from '@xyflow/react'
import { Background, Handle, Position, ReactFlow } from '@xyflow/react'
import type { KeyboardEvent } from 'react'
import { useMemo } from 'react'
import type { GraphLayout, GraphStage } from './layout.ts'
import { edgesOf, isArrowKey, NODE, stageAtArrow } from './layout.ts'
import type { StageNodeView } from './stage-node.tsx'
import { StageNode } from './stage-node.tsx'
import '@xyflow/react/dist/base.css'
import './graph-canvas.css'

export interface GraphCanvasProps {
  readonly stages: readonly (GraphStage & StageNodeView)[]
  readonly layout: GraphLayout
  readonly selected: string | null
  readonly onSelect: (stage: string) => void
}

type FlowNode = Node<
  { readonly view: StageNodeView; readonly isSelected: boolean; readonly isTabStop: boolean },
  'stage'
>

const NODE_TYPES = { stage: FlowStageNode }
const FIT = { maxZoom: 1, minZoom: 0.35, padding: '12px' } as const

/** The canvas is one stop for the Tab key; arrows follow the edges, Enter selects. */
export function GraphCanvas({ stages, layout, selected, onSelect }: GraphCanvasProps) {
  const nodes = useMemo(() => toNodes({ stages, layout, selected }), [stages, layout, selected])
  const edges = useMemo(() => toEdges(stages), [stages])
  const moveFocus = (event: KeyboardEvent<HTMLElement>) => {
    const from = event.target instanceof HTMLElement ? event.target.dataset['stage'] : undefined
    if (from === undefined || !isArrowKey(event.key)) return
    event.preventDefault()
    const next = stageAtArrow({ stages, layout, from, key: event.key })
    if (next !== undefined)
      event.currentTarget.querySelector<HTMLElement>(`[data-stage="${CSS.escape(next)}"]`)?.focus()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the buttons inside.
    <div className="graph" style={{ height: heightOf(layout) }} onKeyDown={moveFocus}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        onNodeClick={(_, { id }) => onSelect(id)}
        fitView
        fitViewOptions={FIT}
        minZoom={FIT.minZoom}
        maxZoom={FIT.maxZoom}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        zoomOnScroll={false}
        zoomOnDoubleClick={false}
        preventScrolling={false}
        proOptions={{ hideAttribution: true }}
        aria-label="Graph of the stages"
      >
        <Background color="var(--dot)" gap={20} size={1} />
      </ReactFlow>
    </div>
  )
}

/** Low enough to leave room for the timeline below, high enough for three stages above each other. In px. */
const HEIGHT = { min: 136, max: 360 } as const

function heightOf({ height }: GraphLayout): number {
  return Math.min(HEIGHT.max, Math.max(HEIGHT.min, height))
}

function toNodes({ stages, layout, selected }: Omit<GraphCanvasProps, 'onSelect'>): FlowNode[] {
  const tabStop = selected ?? stages[0]?.id
  return stages.map((view) => ({
    id: view.id,
    type: 'stage',
    position: layout.places.get(view.id) ?? { x: 0, y: 0 },
    ...NODE,
    data: { view, isSelected: view.id === selected, isTabStop: view.id === tabStop },
  }))
}

function toEdges(stages: GraphCanvasProps['stages']) {
  const statuses = new Map(stages.map(({ id, status }) => [id, status]))
  return edgesOf(stages).map(({ id, from, to }) => ({
    id,
    source: from,
    target: to,
    className: edgeClass(statuses.get(from) ?? null, statuses.get(to) ?? null),
  }))
}

type Status = StageNodeView['status']

const NOT_GONE: ReadonlySet<NonNullable<Status>> = new Set(['pending', 'skipped', 'canceled'])

/** Solid where it was gone along, dashed where it may be yet; in a plan nothing has happened, so nothing is dashed. */
function edgeClass(from: Status, to: Status): string {
  if (from === null) return 'graph-edge-planned'
  return from === 'succeeded' && !(to !== null && NOT_GONE.has(to)) ? 'graph-edge-done' : 'graph-edge-open'
}

function FlowStageNode({ data: { view, isSelected, isTabStop } }: NodeProps<FlowNode>) {
  return (
    <>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <button
        type="button"
        className="graph-node"
        data-stage={view.id}
        tabIndex={isTabStop ? 0 : -1}
        aria-pressed={isSelected}
        title={view.name}
      >
        <StageNode {...view} />
      </button>
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </>
  )
}
