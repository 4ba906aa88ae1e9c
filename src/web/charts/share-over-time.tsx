import type { Point } from '../derive/chart-scale.ts'
import { areaPath, linePath, stretches } from '../derive/chart-scale.ts'
import type { Measured } from '../derive/interval-words.ts'
import { shareWords } from '../derive/interval-words.ts'
import type { Area } from './plot.tsx'
import { Plot } from './plot.tsx'

export interface ShareOverTimeProps {
  readonly label: string
  /** In their order, at equal distances; null: nothing happened then. */
  readonly points: readonly { readonly words: string; readonly share: Measured | null }[]
  /** What changed, and before which of the points: 0 is the first one. */
  readonly marks: readonly { readonly at: number; readonly words: string }[]
}

const TICKS = [
  { value: 0, words: '0' },
  { value: 0.5, words: '50 %' },
  { value: 1, words: '100 %' },
]

/** A share over time: the line, how sure it is as a band around it, and what had changed. */
export function ShareOverTime({ label, points, marks }: ShareOverTimeProps) {
  const shareAt = (place: number) => (points.length < 2 ? 1 : place / (points.length - 1))
  const below = points.map(({ words }, place) => ({ at: shareAt(place), words }))
  return (
    <Plot label={label} heightPx={186} values={{ from: 0, to: 1 }} ticks={TICKS} below={below} besidePx={104}>
      {(area) => (
        <>
          {stretches(placed(points, shareAt)).map((stretch) => (
            <Stretch key={stretch[0]?.at} area={area} stretch={stretch} />
          ))}
          <Marks area={area} marks={marks.map(({ at, words }) => ({ at: shareAt(at), words }))} />
          <EndLabel area={area} last={placed(points, shareAt).findLast((each) => each !== null) ?? null} />
        </>
      )}
    </Plot>
  )
}

interface Placed extends Measured {
  /** 0 to 1. */
  readonly at: number
}

function placed(points: ShareOverTimeProps['points'], shareAt: (place: number) => number): readonly (Placed | null)[] {
  return points.map(({ share }, place) => (share === null ? null : { ...share, at: shareAt(place) }))
}

function Stretch({ area, stretch }: { readonly area: Area; readonly stretch: readonly Placed[] }) {
  const along = (of: 'share' | 'low' | 'high'): readonly Point[] =>
    stretch.map((each) => ({ x: area.x(each.at), y: area.y(each[of]) }))
  const line = along('share')
  const edge = (y: number) => line.map(({ x }) => ({ x, y }))
  return (
    <>
      <path className="chart-soft-person" d={areaPath(edge(area.top), line)} />
      <path className="chart-soft-machine" d={areaPath(line, edge(area.bottom))} />
      <path className="chart-band" d={areaPath(along('high'), along('low'))} />
      <path className="chart-line" d={linePath(line)} />
      {line.length === 1 ? <Alone at={line[0]} of={stretch[0]} area={area} /> : null}
    </>
  )
}

/** A single point has no line: it is drawn as one, with its interval. */
function Alone({
  at,
  of,
  area,
}: {
  readonly at: Point | undefined
  readonly of: Measured | undefined
  readonly area: Area
}) {
  if (at === undefined || of === undefined) return null
  return (
    <>
      <path className="chart-interval" d={`M${at.x} ${area.y(of.low)}V${area.y(of.high)}`} />
      <circle className="chart-machine" cx={at.x} cy={at.y} r={3} />
    </>
  )
}

function Marks({ area, marks }: { readonly area: Area; readonly marks: readonly { at: number; words: string }[] }) {
  return marks.map(({ at, words }) => {
    const isRight = at > 0.7
    return (
      <g key={`${at} ${words}`}>
        <path className="chart-mark" d={`M${area.x(at)} ${area.top}V${area.bottom}`} />
        <text
          className="chart-note"
          x={area.x(at) + (isRight ? -5 : 5)}
          y={area.bottom - 6}
          textAnchor={isRight ? 'end' : 'start'}
        >
          {words}
        </text>
      </g>
    )
  })
}

/** Room for two lines of words at the end of the line. */
const LINES_PX = 30

function EndLabel({ area, last }: { readonly area: Area; readonly last: Placed | null }) {
  if (last === null) return null
  const y = area.y(last.share)
  const wordsY = Math.min(Math.max(y + 2, area.top + LINES_PX), area.bottom - LINES_PX / 2)
  return (
    <>
      <circle className="chart-machine" cx={area.x(last.at)} cy={y} r={3.5} />
      {area.isNarrow ? null : (
        <>
          <text className="chart-note" x={area.right + 8} y={area.top + 8}>
            by a person
          </text>
          <text className="chart-key" x={area.right + 8} y={wordsY}>
            {shareWords(last)}
          </text>
          <text className="chart-note" x={area.right + 8} y={wordsY + 14}>
            without a person
          </text>
        </>
      )}
    </>
  )
}
