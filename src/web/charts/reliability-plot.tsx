import type { Measured } from '../derive/interval-words.ts'
import { countWords } from '../derive/number-words.ts'
import type { Area } from './plot.tsx'
import { Plot } from './plot.tsx'

/** Answers that said about the same of themselves, and how many of them people found right. */
interface ConfidenceGroup {
  /** How sure they said they were, on average, from 0 to 1. */
  readonly said: number
  readonly right: Measured
}

export interface ReliabilityPlotProps {
  readonly label: string
  readonly groups: readonly ConfidenceGroup[]
}

const TICKS = [
  { value: 0, words: '0' },
  { value: 0.5, words: '50 %' },
  { value: 1, words: '100 %' },
]
const BELOW = [0, 0.2, 0.4, 0.6, 0.8, 1].map((at) => ({ at, words: at === 1 ? '100 %' : String(at * 100) }))

/** What answers said of themselves against what people found; on the diagonal, both are the same. */
export function ReliabilityPlot({ label, groups }: ReliabilityPlotProps) {
  return (
    <Plot label={label} heightPx={186} values={{ from: 0, to: 1 }} ticks={TICKS} below={BELOW}>
      {(area) => (
        <>
          <path className="chart-diagonal" d={`M${area.x(0)} ${area.y(0)}L${area.x(1)} ${area.y(1)}`} />
          {groups.map((group, place) => (
            <Group key={group.said} area={area} group={group} words={place % 2 === 0 ? 'below' : 'above'} />
          ))}
          <text className="chart-note" x={area.left + 6} y={area.top + 12}>
            people agreed
          </text>
          <text className="chart-note" x={area.right - 4} y={area.bottom - 6} textAnchor="end">
            it said
          </text>
        </>
      )}
    </Plot>
  )
}

const RADIUS_MIN_PX = 2.5
const RADIUS_MAX_PX = 7

interface GroupProps {
  readonly area: Area
  readonly group: ConfidenceGroup
  /** On which side of its interval stands how many there are: neighbours take turns, so that no two touch. */
  readonly words: 'above' | 'below'
}

function Group({ area, group: { said, right }, words }: GroupProps) {
  const x = area.x(said)
  const y = words === 'below' ? area.y(right.low) + 13 : area.y(right.high) - 5
  return (
    <>
      <path className="chart-interval" d={`M${x} ${area.y(right.low)}V${area.y(right.high)}`} />
      <circle className="chart-machine" cx={x} cy={area.y(right.share)} r={radius(right.n)} />
      <text x={x} y={Math.min(area.bottom - 3, Math.max(area.top + 3, y))} textAnchor="middle">
        n {countWords(right.n)}
      </text>
    </>
  )
}

/** The more answers, the larger, and bounded: ten times as many make a step. */
function radius(n: number): number {
  return Math.min(RADIUS_MAX_PX, RADIUS_MIN_PX + Math.log10(Math.max(1, n)) * 1.5)
}
