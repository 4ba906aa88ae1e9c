import { memo } from 'react'
import type { DrawnLine, Span, TimelineLine } from '../../derive/timeline-view.ts'
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

/** The ruler, which stays, and below it the rows in sight over lines that go down from its marks. */
export function TimelineRows({ lines, lookOf, view }: TimelineRowsProps) {
  const { shown, whole, step } = view
  const { first, end, onScroll } = useDrawnRows(lines.length, ROW_PX)
  const wheel = useWheelZoom(step)
  const height = `${lines.length * ROW_PX}px`
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
      <div className="timeline-grid" style={{ height }} aria-hidden="true">
        {ticksOf(shown, whole.from).map(({ left }) => (
          <b key={left} style={{ left: `${left}%` }} />
        ))}
      </div>
      <ul className="timeline" style={{ height }} aria-label={`${lines.length} lines`}>
        {lines.slice(first, end).map((line, index) => (
          <Row
            key={line.key}
            line={line}
            place={first + index}
            of={lines.length}
            look={lookOf(line.stage)}
            shown={shown}
            now={whole.to}
          />
        ))}
      </ul>
    </section>
  )
}

const KEYS_WORDS = 'Timeline. Plus and minus zoom, arrows left and right move, 0 shows all.'

interface RowProps {
  readonly line: TimelineLine
  readonly place: number
  readonly of: number
  readonly look: Look
  readonly shown: Span
  readonly now: number
}

/** Drawn anew only where something of it changed: while the list scrolls, most rows stay. */
const Row = memo(({ line, place, of, look, shown, now }: RowProps) => (
  <li aria-posinset={place + 1} aria-setsize={of} style={{ top: `${place * ROW_PX}px` }}>
    <LineName line={line} look={look} />
    <Bars {...drawLine(line, shown, now)} />
  </li>
))

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

function Bars({ bars, total }: DrawnLine) {
  return (
    <>
      <span
        className="timeline-bars"
        role="img"
        aria-label={bars.length === 0 ? 'Nothing in what is shown' : bars.map(({ words }) => words).join(', ')}
      >
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
