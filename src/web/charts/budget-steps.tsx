import { stepPath, wholeTicks } from '../derive/chart-scale.ts'
import { countWords } from '../derive/number-words.ts'
import type { Area } from './plot.tsx'
import { Plot } from './plot.tsx'

export interface BudgetStepsProps {
  readonly label: string
  /** How many there were until then, in the order of time. */
  readonly points: readonly { readonly words: string; readonly used: number }[]
  readonly allowed: number
}

const TICKS = 2

/** How much of what is allowed was used up, and when. */
export function BudgetSteps({ label, points, allowed }: BudgetStepsProps) {
  const used = points.at(-1)?.used ?? 0
  const ticks = wholeTicks(Math.max(allowed, used), TICKS).map((value) => ({ value, words: countWords(value) }))
  const shareAt = (place: number) => (points.length < 2 ? 1 : place / (points.length - 1))
  const below = points.map(({ words }, place) => ({ at: shareAt(place), words }))
  const top = ticks.at(-1)?.value ?? 1
  return (
    <Plot label={label} heightPx={168} values={{ from: 0, to: top }} ticks={ticks} below={below} besidePx={76}>
      {(area) => (
        <>
          <path
            className="chart-line chart-line-ink"
            d={stepPath(points.map((point, place) => ({ x: area.x(shareAt(place)), y: area.y(point.used) })))}
          />
          <path className="chart-limit" d={`M${area.left} ${area.y(allowed)}H${area.right}`} />
          <Labels area={area} used={used} allowed={allowed} />
        </>
      )}
    </Plot>
  )
}

const LINE_PX = 14

/** At the end of both lines, one above the other where they meet; in a narrow drawing above them. */
function Labels({
  area,
  used,
  allowed,
}: { readonly area: Area } & { readonly used: number; readonly allowed: number }) {
  const place = { x: area.isNarrow ? area.right : area.right + 6, textAnchor: area.isNarrow ? 'end' : 'start' } as const
  const offset = area.isNarrow ? -6 : 4
  const isUsedLower = used <= allowed
  const lower = Math.min(area.y(Math.min(used, allowed)) + offset, area.bottom - 5)
  const upper = Math.min(area.y(Math.max(used, allowed)) + offset, lower - LINE_PX)
  return (
    <>
      <text className="chart-key" {...place} y={isUsedLower ? lower : upper}>
        {countWords(used)} used
      </text>
      <text className="chart-note" {...place} y={isUsedLower ? upper : lower}>
        {countWords(allowed)} allowed
      </text>
    </>
  )
}
