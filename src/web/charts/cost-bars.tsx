import { niceTicks } from '../derive/chart-scale.ts'
import type { Area } from './plot.tsx'
import { Plot } from './plot.tsx'

/** What one success cost in a stretch of time, in units of a currency; null: not known. */
interface CostBar {
  readonly words: string
  readonly ai: number | null
  readonly people: number | null
}

export interface CostBarsProps {
  readonly label: string
  readonly bars: readonly CostBar[]
  /** What it cost before, as somebody entered it. */
  readonly before: { readonly value: number; readonly words: string } | null
  readonly money: (amount: number) => string
}

const TICKS = 3

/** What AI and people cost, one upon the other, beside what was assumed of before. */
export function CostBars({ label, bars, before, money }: CostBarsProps) {
  const highest = Math.max(before?.value ?? 0, ...bars.map(({ ai, people }) => (ai ?? 0) + (people ?? 0)))
  const ticks = niceTicks(highest, TICKS).map((value) => ({ value, words: money(value) }))
  const wide = 1 / bars.length
  const below = bars.map(({ words }, place) => ({ at: (place + 0.5) * wide, words }))
  return (
    <Plot label={label} heightPx={186} values={{ from: 0, to: ticks.at(-1)?.value ?? 1 }} ticks={ticks} below={below}>
      {(area) => (
        <>
          {bars.map((bar, place) => (
            <Bar key={bar.words} area={area} bar={bar} from={(place + 0.16) * wide} to={(place + 0.84) * wide} />
          ))}
          {before === null ? null : <Before area={area} {...before} />}
        </>
      )}
    </Plot>
  )
}

interface BarProps {
  readonly area: Area
  readonly bar: CostBar
  readonly from: number
  readonly to: number
}

/** A gap between the two keeps them apart where colours do not. */
const GAP_PX = 1.5

function Bar({ area, bar: { ai, people }, from, to }: BarProps) {
  if (ai === null && people === null) return <Unknown area={area} from={from} to={to} />
  const x = area.x(from)
  const width = area.x(to) - x
  const aiTop = area.y(ai ?? 0)
  const peopleTop = area.y((ai ?? 0) + (people ?? 0))
  return (
    <>
      <rect className="chart-machine" x={x} y={aiTop} width={width} height={area.bottom - aiTop} />
      <rect
        className="chart-person"
        x={x}
        y={peopleTop}
        width={width}
        height={Math.max(0, aiTop - peopleTop - (ai === null ? 0 : GAP_PX))}
      />
    </>
  )
}

function Unknown({ area, from, to }: Omit<BarProps, 'bar'>) {
  return (
    <text x={area.x((from + to) / 2)} y={area.bottom - 4} textAnchor="middle">
      –
    </text>
  )
}

function Before({ area, value, words }: { readonly area: Area; readonly value: number; readonly words: string }) {
  return (
    <>
      <path className="chart-limit" d={`M${area.left} ${area.y(value)}H${area.right}`} />
      <text className="chart-note" x={area.left + 4} y={Math.max(area.y(value) - 5, 9)}>
        {words}
      </text>
    </>
  )
}
