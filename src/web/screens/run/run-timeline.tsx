import type { RunDetail } from '../../../api/contract/run-detail.ts'
import { useNow } from '../../data/use-now.ts'
import type { SegmentKind, TimelineLine } from '../../derive/timeline-view.ts'
import { SEGMENT_WORDS, timelineView } from '../../derive/timeline-view.ts'
import { Icon } from '../../icons/icon.tsx'
import { Card } from '../../parts/card.tsx'
import { STAGE_STATES } from '../../words/states.ts'
import './run-timeline.css'

const SECOND_MS = 1_000

/** What each stage spent its time on. */
export function RunTimeline({ detail }: { readonly detail: RunDetail }) {
  const now = useNow(SECOND_MS)
  const { startedAt, finishedAt } = detail.summary
  const span = { from: Date.parse(startedAt), to: finishedAt === null ? now : Date.parse(finishedAt) }
  const { ticks, lines } = timelineView(detail.timeline, span)
  const states = new Map(detail.stages.map(({ id, status }) => [id, STAGE_STATES[status]]))
  return (
    <Card title="Timeline" actions={<Legend />}>
      <div className="timeline-ticks" aria-hidden="true">
        {ticks.map(({ left, words }) => (
          <span key={left} className="tiny faint num" style={{ left: `${left}%` }}>
            {words}
          </span>
        ))}
      </div>
      <ul className="timeline">
        {lines.map((line) => (
          <li key={line.key}>
            <LineName line={line} look={states.get(line.stage) ?? STAGE_STATES.pending} />
            <Bars line={line} step={ticks[1]?.left ?? 100} />
            <span className="num nowrap soft timeline-total">{line.total}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

type Look = (typeof STAGE_STATES)[keyof typeof STAGE_STATES]

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

function Bars({ line: { bars }, step }: { readonly line: TimelineLine; readonly step: number }) {
  return (
    <span
      className="timeline-bars"
      role="img"
      aria-label={bars.map(({ words }) => words).join(', ')}
      style={{ backgroundSize: `${step}% 100%` }}
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
  )
}

const KINDS: readonly SegmentKind[] = [
  'queued',
  'running',
  'failed-try',
  'before-next-try',
  'awaiting-approval',
  'person-at-work',
]

function Legend() {
  return (
    <span className="row row-wrap timeline-legend">
      {KINDS.map((kind) => (
        <span key={kind} className="row row-tight tiny soft nowrap">
          <i className={`timeline-${kind}`} aria-hidden="true" />
          {SEGMENT_WORDS[kind]}
        </span>
      ))}
    </span>
  )
}
