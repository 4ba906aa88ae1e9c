import { useQuery } from '@tanstack/react-query'
import type { Connection, NodeChange } from '@xyflow/react'
import {
  applyNodeChanges,
  Background,
  Controls,
  MiniMap,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react'
import type { DragEvent } from 'react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Place } from '../../../core/edit/workflow-edit.ts'
import type { StageId } from '../../../core/workflow/workflow.ts'
import { KEYS } from '../../data/keys.ts'
import type { Card } from '../../derive/builder-view.ts'
import { STAGE_SIZE, stageAbove, withEveryPlace } from '../../derive/canvas-places.ts'
import type { InsertPoint } from '../../derive/insert-point.ts'
import type { Drawing } from '../../graph/elk-layout.ts'
import { layoutGraph } from '../../graph/elk-layout.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loading } from '../../parts/loading.tsx'
import { Note } from '../../parts/note.tsx'
import type { FlowNode } from './canvas-flow.ts'
import { mapColor, toEdges, toNodes } from './canvas-flow.ts'
import { keyOnCanvas } from './canvas-keys.ts'
import type { CanvasNodeData } from './canvas-node.tsx'
import { CanvasNode } from './canvas-node.tsx'
import { cardIn } from './drag-card.ts'
import { targetOf } from './drop-target.ts'
import { PasteButton } from './paste-button.tsx'
import { PlusEdge } from './plus-edge.tsx'
import { RoleMenu } from './role-menu.tsx'
import type { Builder } from './use-builder.ts'
import type { RoleGiving } from './use-role-menu.ts'
import { useRoleMenu } from './use-role-menu.ts'
import '@xyflow/react/dist/base.css'
import './builder-canvas.css'

export interface BuilderCanvasProps {
  readonly builder: Builder
  readonly cards: readonly Card[]
  readonly selected: string | null
  readonly onSelect: (stage: string | null) => void
  /** The edge that the next stage goes on, if one was chosen. */
  readonly point: InsertPoint | null
  readonly onPoint: (point: InsertPoint) => void
  readonly onAdd: (card: Card, at: InsertPoint) => void
  readonly onPaste: () => void
}

const MOVE_MS = 200
const FIT = { maxZoom: 1, padding: '24px' } as const
const MAP = { width: 138, height: 104 }
const NODE_TYPES = { stage: CanvasNode }
const EDGE_TYPES = { plus: PlusEdge }
const DOWNWARDS: Drawing = { direction: 'DOWN', node: STAGE_SIZE, gap: { beside: 48, between: 56 } }

/** The stages as boxes. Drawn from the document and never kept: every gesture is an edit of it. */
export function BuilderCanvas(props: BuilderCanvasProps) {
  const { stages, places } = props.builder.view
  const shape = stages.map(({ id, dependsOn }) => ({ id, dependsOn }))
  const layout = useQuery({
    queryKey: KEYS.layout(['down', shape]),
    queryFn: () => layoutGraph(shape, DOWNWARDS),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (before) => before,
    retry: false,
  })
  const shown = useMemo(
    () => withEveryPlace(stages, new Map([...(layout.data?.places ?? []), ...places])),
    [stages, layout.data, places],
  )
  if (layout.isError)
    return <Note icon="warn">The canvas can not be drawn in this browser. The outline can do the same.</Note>
  if (layout.data === undefined) return <Loading what="the canvas" />
  return (
    <ReactFlowProvider>
      <Canvas {...props} places={shown} />
    </ReactFlowProvider>
  )
}

type CanvasProps = BuilderCanvasProps & { readonly places: ReadonlyMap<string, Place> }

function Canvas(props: CanvasProps) {
  const { builder, onSelect, places } = props
  const { nodes, edges, onNodesChange } = useFlow(props)
  const { give, menu } = useRoleMenu(builder)
  const drop = useDrop(props, give)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the buttons inside.
    <div
      className="builder-canvas"
      onKeyDown={(event) => keyOnCanvas(event, { builder, places, onSelect })}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      {nodes.length === 0 ? <NothingYet onPaste={props.onPaste} /> : null}
      {menu === null ? null : <RoleMenu {...menu} />}
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        onNodesChange={onNodesChange}
        onNodeClick={(_, { id }) => onSelect(id)}
        onPaneClick={() => onSelect(null)}
        onNodeDragStop={(_, { id, position }) =>
          builder.edit({ type: 'place-stages', places: new Map([[id as StageId, position]]) })
        }
        onConnect={({ source, target }: Connection) =>
          builder.edit({ type: 'connect', from: source as StageId, to: target as StageId })
        }
        aria-label="Canvas"
        {...LOOK}
      >
        <Background color="var(--dot)" gap={20} size={1} />
        <MiniMap
          pannable
          style={MAP}
          ariaLabel="Map of the canvas"
          nodeColor={({ data }) => mapColor(data as CanvasNodeData)}
        />
        <Controls showInteractive={false} position="bottom-left" />
      </ReactFlow>
    </div>
  )
}

const LOOK = {
  onlyRenderVisibleElements: true,
  fitView: true,
  fitViewOptions: FIT,
  minZoom: 0.1,
  maxZoom: 1.5,
  nodesFocusable: false,
  edgesFocusable: false,
  elementsSelectable: false,
  deleteKeyCode: null,
  proOptions: { hideAttribution: true },
} as const

function NothingYet({ onPaste }: Pick<BuilderCanvasProps, 'onPaste'>) {
  return (
    <div className="builder-canvas-empty">
      <Empty title="Nothing here yet" action={<PasteButton onPaste={onPaste} />}>
        Drag a skill or a person here, choose one on the left, or paste your procedure.
      </Empty>
    </div>
  )
}

/** What the document says, and where a stage is while it is dragged. */
function useFlow({ builder, cards, selected, point, onPoint, places }: CanvasProps) {
  const { stages, notes } = builder.view
  const derived = useMemo(
    () => toNodes(stages, { places, cards, selected, notes }),
    [stages, places, cards, selected, notes],
  )
  const [nodes, setNodes] = useState(derived)
  useEffect(() => setNodes(derived), [derived])
  useKeepInView(nodes, selected)
  const edges = useMemo(() => toEdges(stages, point, onPoint), [stages, point, onPoint])
  const onNodesChange = (changes: NodeChange<FlowNode>[]) => setNodes((now) => applyNodeChanges(changes, now))
  return { nodes, edges, onNodesChange }
}

/** Up to so many stages the whole is shown again when one comes or goes; of more, the one that was chosen. */
const WHOLE_MAX = 12

function useKeepInView({ length }: readonly FlowNode[], selected: string | null): void {
  const { fitView } = useReactFlow()
  const before = useRef(length)
  useEffect(() => {
    if (before.current === length) return
    before.current = length
    const some = length <= WHOLE_MAX || selected === null ? {} : { nodes: [{ id: selected }] }
    void fitView({ ...FIT, ...some, duration: MOVE_MS })
  }, [length, selected, fitView])
}

/** Onto the canvas: a stage. Onto a stage: a role of it. Onto an edge: in between. */
function useDrop({ builder, cards, places, onAdd, onSelect }: CanvasProps, giveRole: RoleGiving['give']) {
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
