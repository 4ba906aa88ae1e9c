import type { Place } from '../../../core/edit/workflow-edit.ts'
import { STAGE_SIZE } from '../../derive/canvas-places.ts'
import type { StageHue } from '../../derive/stage-hue.ts'
import { hueOf } from '../../derive/stage-hue.ts'
import type { FlowNode } from './canvas-flow.ts'

export interface Colours {
  readonly edge: string
  readonly hues: Readonly<Record<StageHue, { readonly fill: string; readonly line: string; readonly mark: string }>>
}

/** What stands still, put together once: to move the canvas only shows it elsewhere. */
export interface Picture {
  readonly edges: Path2D
  readonly blocks: readonly Blocks[]
}

interface Blocks {
  readonly hue: StageHue
  readonly outlines: Path2D
  readonly marks: Path2D
}

export function pictureOf(nodes: readonly FlowNode[]): Picture {
  return { edges: new Path2D(linesOf(nodes, () => true)), blocks: HUES.map((hue) => blocksOf(nodes, hue)) }
}

/** The edges of stages that are dragged: the only ones that are another line in each frame. */
export function movingEdges(nodes: readonly FlowNode[]): Path2D {
  const moving = new Set(nodes.flatMap(({ id, dragging }) => (dragging === true ? [id] : [])))
  return new Path2D(moving.size === 0 ? '' : linesOf(nodes, (from, to) => moving.has(from) || moving.has(to)))
}

interface Window {
  readonly transform: readonly [x: number, y: number, zoom: number]
  readonly width: number
  readonly height: number
}

export interface Scene {
  readonly picture: Picture
  readonly moving: Path2D
  readonly colours: Colours
  readonly window: Window
}

const LINE = 4
const CORNER = { box: 8, pill: STAGE_SIZE.height / 2 }
/** Below this zoom a mark is no larger than the line around it. */
const MARKS_ZOOM = 0.12
export const HUES = ['machine', 'person', 'exact', 'broken'] as const satisfies readonly StageHue[]

export function drawFar(pen: CanvasRenderingContext2D, { picture, moving, colours, window }: Scene): void {
  setUp(pen, window)
  pen.strokeStyle = colours.edge
  pen.stroke(picture.edges)
  pen.stroke(moving)
  for (const { hue, outlines, marks } of picture.blocks) {
    const { fill, line, mark } = colours.hues[hue]
    pen.fillStyle = fill
    pen.fill(outlines)
    pen.strokeStyle = line
    pen.stroke(outlines)
    pen.strokeStyle = mark
    if (window.transform[2] > MARKS_ZOOM) pen.stroke(marks)
  }
}

/** To set the size, even to what it is, also wipes the canvas. */
function setUp(pen: CanvasRenderingContext2D, { transform: [x, y, zoom], width, height }: Window): void {
  pen.canvas.width = width * devicePixelRatio
  pen.canvas.height = height * devicePixelRatio
  const ratio = devicePixelRatio * zoom
  pen.setTransform(ratio, 0, 0, ratio, x * devicePixelRatio, y * devicePixelRatio)
  pen.lineWidth = LINE
}

function linesOf(nodes: readonly FlowNode[], isMeant: (from: string, to: string) => boolean): string {
  const places = new Map(nodes.map(({ id, position }) => [id, position]))
  const half = STAGE_SIZE.width / 2
  return nodes
    .flatMap(({ id, position: to, data: { stage } }) =>
      stage.dependsOn.map((before) => {
        const from = places.get(before)
        if (from === undefined || !isMeant(before, id)) return ''
        return `M${from.x + half} ${from.y + STAGE_SIZE.height}L${to.x + half} ${to.y}`
      }),
    )
    .join('')
}

/** One path for all blocks of a hue, and one for their marks. A person's is a pill, so that it is not the hue alone. */
function blocksOf(nodes: readonly FlowNode[], hue: StageHue): Blocks {
  const [outlines, marks] = [new Path2D(), new Path2D()]
  for (const { position, data } of nodes) {
    if (hueOf(data.stage, data.cards) !== hue) continue
    const { x, y } = position
    outlines.roundRect(x, y, STAGE_SIZE.width, STAGE_SIZE.height, hue === 'person' ? CORNER.pill : CORNER.box)
    addMark(marks, hue, { x: x + STAGE_SIZE.width / 2, y: y + STAGE_SIZE.height / 2 })
  }
  return { hue, outlines, marks }
}

const MARK = 18

function addMark(path: Path2D, hue: StageHue, { x, y }: Place): void {
  switch (hue) {
    case 'machine':
      path.rect(x - MARK, y - MARK, 2 * MARK, 2 * MARK)
      return
    case 'person':
      path.moveTo(x + MARK, y)
      path.arc(x, y, MARK, 0, 2 * Math.PI)
      return
    case 'exact':
      path.moveTo(x - MARK, y)
      path.lineTo(x + MARK, y)
      return
    case 'broken':
      path.moveTo(x - MARK, y - MARK)
      path.lineTo(x + MARK, y + MARK)
      path.moveTo(x + MARK, y - MARK)
      path.lineTo(x - MARK, y + MARK)
  }
}
