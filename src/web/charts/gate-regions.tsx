import type { ReactNode } from 'react'
import type { CurveDrawing } from '../derive/gate-curve.ts'
import type { Area } from './plot.tsx'
import './gate-curve.css'

export interface GateRegionsProps {
  readonly area: Area
  readonly drawing: Pick<CurveDrawing, 'certified' | 'impossibleFrom' | 'unjudgedTo'>
}

/** What is certified, what can not be met, and what was not judged apart. */
export function GateRegions({ area, drawing: { certified, impossibleFrom, unjudgedTo } }: GateRegionsProps) {
  return (
    <>
      {certified === null ? null : (
        <Region area={area} from={certified.from} to={certified.to} look="certified">
          <text className="gate-curve-good" x={area.x(certified.from) + 6} y={area.top + LINE_PX}>
            Certified
          </text>
        </Region>
      )}
      {impossibleFrom === null ? null : (
        <Region area={area} from={impossibleFrom} to={1} look="impossible">
          <Lines x={area.right - 6} y={area.bottom - 2 * LINE_PX} lines={['can not', 'be met']} anchor="end" />
        </Region>
      )}
      {unjudgedTo === null || area.x(unjudgedTo) - area.left < UNJUDGED_PX ? null : (
        <Lines
          x={area.left + 6}
          y={area.top + LINE_PX}
          lines={['too few checked:', 'not judged apart']}
          anchor="start"
        />
      )}
    </>
  )
}

/** Room for the words. */
const UNJUDGED_PX = 110
const LINE_PX = 14

interface RegionProps {
  readonly area: Area
  readonly from: number
  readonly to: number
  readonly look: 'certified' | 'impossible'
  /** Its words, where there is room for them. */
  readonly children: ReactNode
}

function Region({ area, from, to, look, children }: RegionProps) {
  const [left, right] = [area.x(from), area.x(to)]
  const width = Math.max(2, right - left)
  const isWide = width > REGION_WORDS_PX
  return (
    <>
      <rect className={`gate-curve-${look}`} x={left} y={area.top} width={width} height={area.bottom - area.top} />
      {look === 'impossible' ? <path className="gate-curve-stripes" d={stripes(area, left, right)} /> : null}
      {isWide ? children : null}
    </>
  )
}

const REGION_WORDS_PX = 60
const STRIPE_PX = 9

/** Seen without its colour too. */
function stripes({ top, bottom }: Area, left: number, right: number): string {
  const [width, height] = [right - left, bottom - top]
  const count = Math.max(0, Math.floor((width + height) / STRIPE_PX))
  return Array.from({ length: count }, (_, index) => {
    const along = (index + 1) * STRIPE_PX
    const [fromX, fromY] = along <= height ? [0, along] : [along - height, height]
    const [toX, toY] = along <= width ? [along, 0] : [width, along - width]
    return `M${left + fromX} ${top + fromY}L${left + toX} ${top + toY}`
  }).join('')
}

interface LinesProps {
  readonly x: number
  readonly y: number
  readonly lines: readonly string[]
  readonly anchor: 'start' | 'end'
}

function Lines({ x, y, lines, anchor }: LinesProps) {
  return lines.map((line, index) => (
    <text key={line} className="chart-note" x={x} y={y + index * LINE_PX} textAnchor={anchor}>
      {line}
    </text>
  ))
}
