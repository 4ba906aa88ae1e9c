import { Panel, useReactFlow, useStore } from '@xyflow/react'
import type { PointerEvent } from 'react'
import { useMemo } from 'react'
import type { Place } from '../../../core/edit/workflow-edit.ts'
import { boundsOf } from '../../derive/bounds-of.ts'
import type { BuilderStage, Card } from '../../derive/builder-view.ts'
import { STAGE_SIZE } from '../../derive/canvas-places.ts'
import { hueOf } from '../../derive/stage-hue.ts'

export interface CanvasMapProps {
  readonly stages: readonly BuilderStage[]
  readonly places: ReadonlyMap<string, Place>
  readonly cards: readonly Card[]
}

const WIDTH = 138
const HEIGHT = 104
/** Around all stages, in px of the canvas. */
const MARGIN = 60
const HUES = ['exact', 'machine', 'person', 'broken'] as const

/** All stages at once and what of them is on the screen. One path for each hue, however many stages there are. */
export function CanvasMap({ stages, places, cards }: CanvasMapProps) {
  const { box, paths } = useMemo(() => drawn({ stages, places, cards }), [stages, places, cards])
  const view = useStore(viewBox)
  const { setCenter, getZoom } = useReactFlow()
  const show = (event: PointerEvent<SVGSVGElement>) => {
    if (event.buttons !== 1) return
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(event.currentTarget.getScreenCTM()?.inverse())
    void setCenter(at.x, at.y, { zoom: getZoom() })
  }
  return (
    <Panel position="bottom-right" className="canvas-map">
      <svg
        width={WIDTH}
        height={HEIGHT}
        viewBox={box}
        role="img"
        aria-label="Map of the canvas"
        onPointerDown={show}
        onPointerMove={show}
      >
        {HUES.map((hue) => (
          <path key={hue} className={`canvas-map-${hue}`} d={paths[hue].join('')} />
        ))}
        <path className="canvas-map-view" d={view} />
      </svg>
    </Panel>
  )
}

function viewBox({
  transform: [x, y, zoom],
  width,
  height,
}: {
  transform: readonly number[]
  width: number
  height: number
}) {
  if (x === undefined || y === undefined || zoom === undefined) return ''
  return `M${-x / zoom} ${-y / zoom}h${width / zoom}v${height / zoom}h${-width / zoom}z`
}

function drawn({ stages, places, cards }: CanvasMapProps) {
  const paths: Record<(typeof HUES)[number], string[]> = { exact: [], machine: [], person: [], broken: [] }
  const { width, height } = STAGE_SIZE
  for (const stage of stages) {
    const { x, y } = places.get(stage.id) ?? { x: 0, y: 0 }
    paths[hueOf(stage, cards)].push(`M${x} ${y}h${width}v${height}h${-width}z`)
  }
  const all = boundsOf(places)
  const size = [all.width + 2 * MARGIN, all.height + 2 * MARGIN]
  return { paths, box: [all.x - MARGIN, all.y - MARGIN, ...size].join(' ') }
}
