import type { TimelineLine } from '../../derive/timeline-view.ts'
import { drawLine, ticksOf } from '../../derive/timeline-view.ts'
import { Icon } from '../../icons/icon.tsx'
import { useDrawnRows } from '../../parts/use-drawn-rows.ts'
import type { STAGE_STATES } from '../../words/states.ts'
import { TimelineRuler } from './timeline-ruler.tsx'
import type { TimelineView } from './use-timeline.ts'
import { useWheelZoom } from './use-wheel-zoom.ts'

type Look = (typeof STAGE_STATES)[keyof typeof STAGE_STATES]

export interface TimelineRowsProps {
  readonly lines: readonly TimelineLine[]
  readonly lookOf: (stage: string) => Look
  readonly view: TimelineView
}

/** The height of a row, as `run-timeline.css` says. */
const ROW_PX = 26

/** The ruler, which stays, and below it the rows in sight. */
export function TimelineRows({ lines, lookOf, view }: TimelineRowsProps) {
  const { shown, whole, step } = view
  const { first, end, onScroll } = useDrawnRows(lines.length, ROW_PX)
  const wheel = useWheelZoom(step)
  const [mark, next] = ticksOf(shown, whole.from)
  const grid = { at: mark?.left ?? 0, step: (next?.left ?? 100) - (mark?.left ?? 0) }
  return (
    <section
      className="timeline-scroll"
      aria-label={KEYS_WORDS}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and its keys zoom and pan.
      tabIndex={0}
      ref={wheel}
      onScroll={onScroll}
      onKeyDown={view.onKeyDown}
    >
      <TimelineRuler shown={shown} since={whole.from} onStep={step} />
      <ul className="timeline" style={{ height: `${lines.length * ROW_PX}px` }} aria-label={`${lines.length} lines`}>
        {lines.slice(first, end).map((line, place) => (
          <li
            key={line.key}
            aria-posinset={first + place + 1}
            aria-setsize={lines.length}
            style={{ top: `${(first + place) * ROW_PX}px` }}
          >
            <LineName line={line} look={lookOf(line.stage)} />
            <Bars line={line} view={view} grid={grid} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const KEYS_WORDS = 'Timeline. Plus and minus zoom, arrows left and right move, 0 shows all.'

function LineName({ line: { name, attempt }, look }: { readonly line: TimelineLine; readonly look: Look }) {
  if (attempt === null) {
    return (
      <span className="row timeline-name">
        <Icon name={look.icon} tone={look.tone} size="small" label={look.word} />
        <span className="clip">{name}</span>
      </span>
    )
  }
  return (
    <span className="row timeline-name timeline-try" title={attempt.words}>
      {attempt.failed ? (
        <Icon name="failed" tone="bad" size="small" label="Failed" />
      ) : (
        <Icon name="done" tone="ok" size="small" label="Answered" />
      )}
      <span className="clip">{attempt.words}</span>
    </span>
  )
}

interface BarsProps {
  readonly line: TimelineLine
  readonly view: TimelineView
  readonly grid: { readonly at: number; readonly step: number }
}

function Bars({ line, view: { shown, whole }, grid }: BarsProps) {
  const { bars, total } = drawLine(line, shown, whole.to)
  return (
    <>
      <span
        className="timeline-bars"
        role="img"
        aria-label={bars.length === 0 ? 'Nothing in what is shown' : bars.map(({ words }) => words).join(', ')}
      >
        {Array.from({ length: Math.ceil((100 - grid.at) / grid.step) }, (_, mark) => (
          <b key={mark} style={{ left: `${grid.at + mark * grid.step}%` }} />
        ))}
        {bars.map(({ kind, left, width, words }) => (
          <i
            key={`${kind} ${left}`}
            className={`timeline-${kind}`}
            style={{ left: `${left}%`, width: `${width}%` }}
            title={words}
          />
        ))}
      </span>
      <span className="num nowrap soft timeline-total">{total}</span>
    </>
  )
}
