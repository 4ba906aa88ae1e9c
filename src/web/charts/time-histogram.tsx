import { wholeTicks } from '../derive/chart-scale.ts'
import { durationWords } from '../derive/duration-words.ts'
import { countWords } from '../derive/number-words.ts'
import type { Area } from './plot.tsx'
import { Plot } from './plot.tsx'

/** Tasks that took between two times; `toMs` null: any longer time. */
interface TimeBin {
  readonly fromMs: number
  readonly toMs: number | null
  readonly inTime: number
  readonly late: number
}

export interface TimeHistogramProps {
  readonly label: string
  /** In their order, one next to the other. */
  readonly bins: readonly TimeBin[]
  /** The time they had; null: none had one. */
  readonly deadline: { readonly ms: number; readonly words: string } | null
  /** `4 of 138 late` */
  readonly lateWords: string
}

const TICKS = 3
/** Above the bars, the words of the deadline have room. */
const HEADROOM = 1.3

/** How long decisions took. Each step is drawn equally wide, whatever time it covers. */
export function TimeHistogram({ label, bins, deadline, lateWords }: TimeHistogramProps) {
  const highest = Math.max(1, ...bins.map(({ inTime, late }) => inTime + late))
  const ticks = wholeTicks(highest * HEADROOM, TICKS).map((value) => ({ value, words: countWords(value) }))
  const wide = 1 / bins.length
  const below = edgesOf(bins).map((ms, place) => ({ at: place * wide, words: ms === 0 ? '0' : durationWords(ms) }))
  return (
    <Plot label={label} heightPx={168} values={{ from: 0, to: ticks.at(-1)?.value ?? 1 }} ticks={ticks} below={below}>
      {(area) => (
        <>
          {bins.map((bin, place) => (
            <Bar key={bin.fromMs} area={area} bin={bin} from={place * wide} to={(place + 1) * wide} />
          ))}
          {deadline === null ? null : (
            <DeadlineLine area={area} at={placeOf(bins, deadline.ms)} words={deadline.words} lateWords={lateWords} />
          )}
        </>
      )}
    </Plot>
  )
}

/** Where the steps begin, and where the last one ends, if it does. */
function edgesOf(bins: readonly TimeBin[]): readonly number[] {
  const end = bins.at(-1)?.toMs ?? null
  return [...bins.map(({ fromMs }) => fromMs), ...(end === null ? [] : [end])]
}

/** Where a time stands among the steps, from 0 to 1. */
function placeOf(bins: readonly TimeBin[], ms: number): number {
  const place = bins.findIndex(({ toMs }) => toMs === null || ms < toMs)
  const bin = bins[place]
  if (bin === undefined) return 1
  const within = bin.toMs === null ? 0 : (ms - bin.fromMs) / (bin.toMs - bin.fromMs)
  return (place + within) / bins.length
}

interface BarProps {
  readonly area: Area
  readonly bin: TimeBin
  readonly from: number
  readonly to: number
}

const GAP_PX = 1.5
const LINES_PX = 5

function Bar({ area, bin: { inTime, late }, from, to }: BarProps) {
  const x = area.x(from) + GAP_PX
  const width = Math.max(1, area.x(to) - area.x(from) - 2 * GAP_PX)
  const middle = area.y(inTime)
  const top = area.y(inTime + late)
  return (
    <>
      <rect className="chart-person" x={x} y={middle} width={width} height={area.bottom - middle} rx={1} />
      <rect className="chart-late" x={x} y={top} width={width} height={middle - top} rx={1} />
      <path className="chart-late-lines" d={linesAcross({ x, width, top, bottom: middle })} />
    </>
  )
}

/** Late ones are striped: seen without their colour too. */
function linesAcross({ x, width, top, bottom }: { x: number; width: number; top: number; bottom: number }): string {
  const count = Math.max(0, Math.floor((bottom - top) / LINES_PX))
  return Array.from({ length: count }, (_, line) => `M${x} ${bottom - (line + 0.5) * LINES_PX}h${width}`).join('')
}

type DeadlineLineProps = { readonly area: Area; readonly at: number } & {
  readonly words: string
  readonly lateWords: string
}

function DeadlineLine({ area, at, words, lateWords }: DeadlineLineProps) {
  const isRight = at > 0.6
  const x = area.x(at) + (isRight ? -6 : 6)
  const textAnchor = isRight ? 'end' : 'start'
  return (
    <>
      <path className="chart-limit chart-limit-solid" d={`M${area.x(at)} ${area.top - 6}V${area.bottom}`} />
      <text className="chart-key" x={x} y={area.top + 4} textAnchor={textAnchor}>
        {words}
      </text>
      <text className="chart-note" x={x} y={area.top + 18} textAnchor={textAnchor}>
        {lateWords}
      </text>
    </>
  )
}
