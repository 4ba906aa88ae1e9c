import { useElementSize } from '@mantine/hooks'
import type { ReactNode } from 'react'
import type { AxisWord, Span } from '../derive/chart-scale.ts'
import { scale, wordsThatFit } from '../derive/chart-scale.ts'
import './chart.css'

/** Where something is drawn, in pixels of the drawing. */
export interface Area {
  /** From 0 at the left to 1 at the right. */
  readonly x: (share: number) => number
  readonly y: (value: number) => number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  /** No room for words beside it. */
  readonly isNarrow: boolean
}

export interface PlotProps {
  /** The whole of it in a sentence, for those who do not see it. */
  readonly label: string
  readonly heightPx: number
  readonly values: Span
  readonly ticks: readonly { readonly value: number; readonly words: string }[]
  readonly below: readonly AxisWord[]
  /** Room for words at the right, where there is some. */
  readonly besidePx?: number
  readonly children: (area: Area) => ReactNode
}

/** Until it is measured, and where nothing is ever laid out. */
const USUAL_WIDTH_PX = 440
/** In narrower ones nothing stands beside the drawing. */
const NARROW_PX = 360
const NARROW_BESIDE_PX = 18
const LEFT_PX = 42
const TOP_PX = 12
const BOTTOM_PX = 22

/** A drawing with its lines and words: as wide as its place, so that letters keep their size. */
export function Plot({ label, heightPx, values, ticks, below, besidePx = 16, children }: PlotProps) {
  const { ref, width } = useElementSize()
  const widthPx = width === 0 ? USUAL_WIDTH_PX : Math.round(width)
  const area = areaOf({ widthPx, heightPx, values, besidePx })
  return (
    <div ref={ref} className="chart">
      <svg className="chart-drawing" viewBox={`0 0 ${widthPx} ${heightPx}`} role="img" aria-label={label}>
        <Grid area={area} ticks={ticks} />
        {wordsThatFit(below, area.right - area.left).map(({ at, words }) => (
          <text key={`${at} ${words}`} x={area.x(at)} y={area.bottom + 15} textAnchor="middle">
            {words}
          </text>
        ))}
        {children(area)}
      </svg>
    </div>
  )
}

interface Size {
  readonly widthPx: number
  readonly heightPx: number
  readonly values: Span
  readonly besidePx: number
}

function areaOf({ widthPx, heightPx, values, besidePx }: Size): Area {
  const isNarrow = widthPx < NARROW_PX
  const right = widthPx - (isNarrow ? Math.min(besidePx, NARROW_BESIDE_PX) : besidePx)
  const bottom = heightPx - BOTTOM_PX
  return {
    x: scale({ from: 0, to: 1 }, { from: LEFT_PX, to: right }),
    y: scale(values, { from: bottom, to: TOP_PX }),
    left: LEFT_PX,
    right,
    top: TOP_PX,
    bottom,
    isNarrow,
  }
}

function Grid({ area: { left, right, y }, ticks }: { readonly area: Area } & Pick<PlotProps, 'ticks'>) {
  return ticks.map(({ value, words }) => (
    <g key={value}>
      <path className="chart-grid" d={`M${left} ${y(value)}H${right}`} />
      <text x={left - 6} y={y(value) + 4} textAnchor="end">
        {words}
      </text>
    </g>
  ))
}
