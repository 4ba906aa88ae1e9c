import type { Connection, Edge } from '@xyflow/react'
import { Background, ReactFlow, ReactFlowProvider, SelectionMode, useReactFlow, useStore } from '@xyflow/react'
import type { MouseEvent as ReactMouseEvent } from 'react'
import { useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Place } from '../../../core/edit/workflow-edit.ts'
import type { StageId } from '../../../core/workflow/workflow.ts'
import type { Card } from '../../derive/builder-view.ts'
import { sizeAt } from '../../derive/canvas-size.ts'
import { everyPlace, placesAfter } from '../../derive/every-place.ts'
import type { InsertPoint } from '../../derive/insert-point.ts'
import { Empty } from '../../parts/empty.tsx'
import { CanvasControls } from './canvas-controls.tsx'
import type { FlowNode } from './canvas-flow.ts'
import { keyOnCanvas } from './canvas-keys.ts'
import { CanvasMap } from './canvas-map.tsx'
import { CanvasNode, SizeContext } from './canvas-node.tsx'
import { FarLayer } from './far-layer.tsx'
import { moveMs } from './move-ms.ts'
import { PasteButton } from './paste-button.tsx'
import { PlusEdge } from './plus-edge.tsx'
import { RoleMenu } from './role-menu.tsx'
import { TogetherPanel } from './together-panel.tsx'
import type { Builder } from './use-builder.ts'
import type { Connecting } from './use-connecting.ts'
import { useDrop } from './use-drop.ts'
import { useFlow } from './use-flow.ts'
import type { Mounted } from './use-mounted.ts'
import { useMounted } from './use-mounted.ts'
import type { Picking } from './use-picking.ts'
import { useGoTo, useReveal } from './use-reveal.ts'
import { useRoleMenu } from './use-role-menu.ts'
import { useShowAll, viewOfAll, ZOOM } from './use-show-all.ts'
import { useTidy } from './use-tidy.ts'
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
  readonly picking: Picking
  readonly connecting: Connecting
  readonly onRemove: (stage: StageId) => void
}

const NODE_TYPES = { stage: CanvasNode }
const EDGE_TYPES = { plus: PlusEdge }
const NO_EDGES: Edge[] = []

/** The stages as boxes. Drawn from the document and never kept: every gesture is an edit of it. */
export function BuilderCanvas(props: BuilderCanvasProps) {
  const { stages, places } = props.builder.view
  const shown = useMemo(() => everyPlace(stages, places), [stages, places])
  const [room, setRoom] = useState<HTMLDivElement | null>(null)
  return (
    <div className="builder-canvas-room" ref={setRoom}>
      {room === null ? null : (
        <ReactFlowProvider initialWidth={room.clientWidth} initialHeight={room.clientHeight}>
          <Canvas {...props} places={shown} room={room} />
        </ReactFlowProvider>
      )}
    </div>
  )
}

interface CanvasProps extends BuilderCanvasProps {
  readonly places: ReadonlyMap<string, Place>
  /** What the canvas fills. */
  readonly room: HTMLElement
}

function Canvas(props: CanvasProps) {
  const { builder, cards, places, connecting, room } = props
  const { stages } = builder.view
  const [beginning] = useState(() => viewOfAll(places, { width: room.clientWidth, height: room.clientHeight }))
  // Until it is known where it begins, nothing is drawn that would be too much for a thousand stages.
  const size = useStore(({ panZoom, transform: [, , zoom] }) => (panZoom === null ? 'far' : sizeAt(zoom)))
  const showAll = useShowAll(places)
  const flow = useFlow({ ...props, stages, notes: builder.view.notes, from: connecting.from })
  const mounted = useMounted(flow.nodes, size)
  const gestures = useGestures(props, mounted)
  const { give, menu } = useRoleMenu(builder)
  const drop = useDrop(props, give)
  const tidy = useTidy(builder)
  const onGoTo = useGoTo(places, mounted.reach)
  useReveal(props.selected, places)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the buttons inside.
    <div
      className={`builder-canvas builder-canvas-${size} builder-canvas-${tidy.state}`}
      onMouseDown={keepText}
      onKeyDown={(event) => keyOnCanvas(event, { ...props, onGoTo })}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      {stages.length === 0 ? <NothingYet onPaste={props.onPaste} /> : null}
      {menu === null ? null : <RoleMenu {...menu} />}
      <SizeContext value={size}>
        <ReactFlow
          nodes={mounted.nodes}
          edges={size === 'far' ? NO_EDGES : flow.edges}
          nodeTypes={NODE_TYPES}
          edgeTypes={EDGE_TYPES}
          onNodesChange={flow.onNodesChange}
          defaultViewport={beginning}
          onlyRenderVisibleElements={!mounted.isFew}
          {...gestures}
          {...LOOK}
        >
          {size === 'far' ? <FarLayer nodes={flow.nodes} /> : null}
          <Background color="var(--dot)" gap={20} size={1} />
          <CanvasMap stages={stages} places={places} cards={cards} />
          <TogetherPanel stages={stages} />
          <CanvasControls onShowAll={() => showAll(moveMs())} tidy={tidy} isEmpty={stages.length === 0} />
        </ReactFlow>
      </SizeContext>
    </div>
  )
}

/** What is dragged together is one step. */
function useGestures({ builder, onSelect, onPoint, connecting }: CanvasProps, mounted: Mounted) {
  const { screenToFlowPosition } = useReactFlow()
  const placeOf = ({ clientX: x, clientY: y }: { readonly clientX: number; readonly clientY: number }) =>
    screenToFlowPosition({ x, y })
  const choose = (stage: string | undefined) => {
    if (connecting.from === null) onSelect(stage ?? null)
    else if (stage === undefined) connecting.stop()
    else connecting.end(stage as StageId)
  }
  return {
    onPaneMouseMove: (event: ReactMouseEvent) => {
      // What is held stays in the page, even when a quick hand has left it before it follows.
      if (event.buttons === 0) mounted.point(placeOf(event))
    },
    onPaneClick: (event: ReactMouseEvent) => choose(mounted.hit(placeOf(event))),
    onNodeClick: (event: ReactMouseEvent, { id }: FlowNode) => {
      if (!(event.shiftKey || event.ctrlKey || event.metaKey)) choose(id)
    },
    onNodeDragStop: (_: unknown, __: FlowNode, dragged: FlowNode[]) => {
      const moved = new Map(dragged.map(({ id, position }) => [id, position]))
      const places = placesAfter(builder.view.stages, builder.view.places, moved) as ReadonlyMap<StageId, Place>
      builder.edit({ type: 'place-stages', places })
    },
    onConnect: ({ source, target }: Connection) => {
      builder.edit({ type: 'connect', from: source as StageId, to: target as StageId })
    },
    onEdgeClick: (_: unknown, { id, source, target }: Edge) => {
      flushSync(() => onPoint({ type: 'edge', from: source as StageId, to: target as StageId }))
      document.querySelector<HTMLElement>(`[data-edge="${CSS.escape(id)}"]`)?.focus()
    },
  }
}

/** With Shift a browser would mark all text between the last click and this one. */
function keepText(event: ReactMouseEvent): void {
  if (event.shiftKey) event.preventDefault()
}

const MORE_KEYS = ['Shift', 'Meta', 'Control']

const LOOK = {
  minZoom: ZOOM.min,
  maxZoom: ZOOM.max,
  nodesFocusable: false,
  edgesFocusable: false,
  elevateNodesOnSelect: false,
  selectionMode: SelectionMode.Partial,
  multiSelectionKeyCode: MORE_KEYS,
  deleteKeyCode: null,
  proOptions: { hideAttribution: true },
  'aria-label': 'Canvas',
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
