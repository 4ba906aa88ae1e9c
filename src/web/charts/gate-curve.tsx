import type { ChangeEvent, MouseEvent, ReactNode } from 'react'
import { useState } from 'react'
import type { Point } from '../derive/chart-scale.ts'
import { areaPath, linePath, stretches } from '../derive/chart-scale.ts'
import type { CurveDrawing, CurvePoint } from '../derive/gate-curve.ts'
import { GateRegions } from './gate-regions.tsx'
import type { Area } from './plot.tsx'
import { Plot } from './plot.tsx'
import './gate-curve.css'

export interface GateCurveProps {
  readonly drawing: CurveDrawing
  /** The place of the limit that is thought of; -1: none of them is. */
  readonly chosen: number
  /** What is said beside it, line by line. */
  readonly chosenWords: readonly string[]
  readonly onChoose: (place: number) => void
}

const HEIGHT_PX = 330
const BELOW = [0, 0.2, 0.4, 0.6, 0.8, 1].map((at) => ({ at, words: `${at * 100} %` }))

/**
 * How many are wrong by how much goes through: what was found, and at most. A click, or arrow keys and Enter, choose one
 * of its limits.
 */
export function GateCurve({ drawing, chosen, chosenWords, onChoose }: GateCurveProps) {
  const [looked, setLooked] = useState<number | null>(null)
  const { label, points, ticks } = drawing
  const top = ticks.at(-1)?.value ?? 1
  const isElsewhere = looked !== null && looked !== chosen
  return (
    <div className="gate-curve">
      <Plot label={label} heightPx={HEIGHT_PX} values={{ from: 0, to: top }} ticks={ticks} below={BELOW}>
        {(area) => (
          <>
            <GateRegions area={area} drawing={drawing} />
            <Bounds area={area} points={points} top={top} />
            <Found area={area} points={points} />
            <Target area={area} target={drawing.target} />
            <Mark area={area} point={points[chosen]} />
            {isElsewhere ? null : <Said area={area} point={points[chosen]} lines={chosenWords} />}
            <Looked area={area} point={isElsewhere ? points[looked] : undefined} />
            <Ground area={area} points={points} onLook={setLooked} onChoose={onChoose} />
          </>
        )}
      </Plot>
      <p className="gate-curve-axis tiny soft">share let through without a person</p>
      <AlongCurve points={points} place={looked ?? Math.max(0, chosen)} onLook={setLooked} onChoose={onChoose} />
    </div>
  )
}

type AreaOf<Name extends string, T> = { readonly area: Area } & { readonly [key in Name]: T }

/** What lies between what was found and what it may be at most; where that is outside of the drawing, at its top. */
function Bounds({ area, points, top }: AreaOf<'points', readonly CurvePoint[]> & { readonly top: number }) {
  const known = points.map(({ at, wrong, atMost }) =>
    wrong === null || atMost === null ? null : { at, wrong, atMost },
  )
  return stretches(known).map((stretch) => {
    const upper = stretch.map(({ at, atMost }) => ({ x: area.x(at), y: area.y(Math.min(top, atMost)) }))
    const lower = stretch.map(({ at, wrong }) => ({ x: area.x(at), y: area.y(wrong) }))
    return (
      <g key={stretch[0]?.at}>
        <path className="chart-band" d={areaPath(upper, lower)} />
        <path className="gate-curve-bound" d={linePath(upper)} />
      </g>
    )
  })
}

function Found({ area, points }: AreaOf<'points', readonly CurvePoint[]>) {
  const placed = points.map((point) => placeOf(area, point))
  return (
    <>
      {stretches(placed).map((stretch) => (
        <path key={stretch[0]?.x} className="chart-line" d={linePath(stretch)} />
      ))}
      {placed.map((point) =>
        point === null ? null : (
          <circle key={`${point.x} ${point.y}`} className="gate-curve-point" cx={point.x} cy={point.y} r={2.5} />
        ),
      )}
    </>
  )
}

function placeOf(area: Area, { at, wrong }: CurvePoint): Point | null {
  return wrong === null ? null : { x: area.x(at), y: area.y(wrong) }
}

function Target({ area, target }: AreaOf<'target', number>) {
  const y = area.y(target)
  return (
    <>
      <path className="chart-limit" d={`M${area.left} ${y}H${area.right}`} />
      <text className="chart-key" x={area.left + 6} y={y - 6}>
        target: {target} wrong in 100
      </text>
    </>
  )
}

function Mark({ area, point }: AreaOf<'point', CurvePoint | undefined>) {
  if (point === undefined) return null
  const place = placeOf(area, point)
  return (
    <>
      <path className="chart-limit chart-limit-solid" d={`M${area.x(point.at)} ${area.top}V${area.bottom}`} />
      {place === null ? null : <circle className="gate-curve-chosen" cx={place.x} cy={place.y} r={5} />}
    </>
  )
}

const LINE_PX = 14
/** A letter of these lines, on the safe side, and the room around them. */
const LETTER_PX = 6.2
const AROUND_PX = 8

/** A label beside the line, on the side that has room. */
function Said({ area, point, lines }: AreaOf<'point', CurvePoint | undefined> & { readonly lines: readonly string[] }) {
  if (point === undefined || lines.length === 0) return null
  const width = Math.max(...lines.map((line) => line.length)) * LETTER_PX + 2 * AROUND_PX
  const hasRoom = area.x(point.at) + AROUND_PX + width <= area.right
  const x = hasRoom ? area.x(point.at) + AROUND_PX : Math.max(area.left, area.x(point.at) - AROUND_PX - width)
  const y = area.top + 2 * LINE_PX
  return (
    <Label x={x} y={y} width={width}>
      {lines.map((line, index) => (
        <text
          key={line}
          className={index === 0 ? 'chart-key' : 'chart-note'}
          x={x + AROUND_PX}
          y={y + (index + 1) * LINE_PX + 1}
        >
          {line}
        </text>
      ))}
    </Label>
  )
}

interface LabelProps {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly children: ReactNode
}

function Label({ x, y, width, children }: LabelProps) {
  return (
    <>
      <rect className="gate-curve-label" x={x} y={y} width={width} height={2 * LINE_PX + AROUND_PX} rx={4} />
      {children}
    </>
  )
}

/** What is pointed at, or come to by keys. */
function Looked({ area, point }: AreaOf<'point', CurvePoint | undefined>) {
  if (point === undefined) return null
  const place = placeOf(area, point)
  return (
    <>
      <path className="chart-mark" d={`M${area.x(point.at)} ${area.top}V${area.bottom}`} />
      {place === null ? null : <circle className="gate-curve-looked" cx={place.x} cy={place.y} r={4.5} />}
      <Said area={area} point={point} lines={point.words.split(': ')} />
    </>
  )
}

interface GroundProps {
  readonly area: Area
  readonly points: readonly CurvePoint[]
  readonly onLook: (place: number | null) => void
  readonly onChoose: (place: number) => void
}

/** What takes the mouse: it means the limit that is nearest. */
function Ground({ area, points, onLook, onChoose }: GroundProps) {
  const placeAt = ({ currentTarget, clientX }: MouseEvent<SVGRectElement>): number => {
    const { left, width } = currentTarget.getBoundingClientRect()
    return nearest(points, width === 0 ? 0 : (clientX - left) / width)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys have a slider of their own below the drawing.
    <rect
      className="gate-curve-ground"
      x={area.left}
      y={area.top}
      width={area.right - area.left}
      height={area.bottom - area.top}
      onMouseMove={(event) => onLook(placeAt(event))}
      onMouseLeave={() => onLook(null)}
      onClick={(event) => onChoose(placeAt(event))}
    />
  )
}

function nearest(points: readonly CurvePoint[], at: number): number {
  const apart = points.map((point) => Math.abs(point.at - at))
  return Math.max(0, apart.indexOf(Math.min(...apart)))
}

interface AlongCurveProps extends Omit<GroundProps, 'area'> {
  readonly place: number
}

/** The same by keys: arrows look at the next limit, Enter chooses it, Escape goes back. */
function AlongCurve({ points, place, onLook, onChoose }: AlongCurveProps) {
  if (points.length === 0) return null
  return (
    <input
      type="range"
      className="gate-curve-along"
      aria-label="Look along the limits; Enter chooses one"
      aria-valuetext={points[place]?.words}
      min={0}
      max={points.length - 1}
      step={1}
      value={place}
      onChange={(event: ChangeEvent<HTMLInputElement>) => onLook(Number(event.currentTarget.value))}
      onKeyDown={({ key }) => {
        if (key === 'Enter') onChoose(place)
        if (key === 'Escape') onLook(null)
      }}
      onBlur={() => onLook(null)}
    />
  )
}
