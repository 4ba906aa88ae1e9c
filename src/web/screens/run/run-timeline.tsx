import { Button } from '@mantine/core'
import { useMemo } from 'react'
import type { RunDetail } from '../../../api/contract/run-detail.ts'
import type { SegmentKind } from '../../derive/timeline-view.ts'
import { SEGMENT_WORDS, timelineLines } from '../../derive/timeline-view.ts'
import { ZOOM_FACTOR } from '../../derive/timeline-zoom.ts'
import { Icon } from '../../icons/icon.tsx'
import { Card } from '../../parts/card.tsx'
import { STAGE_STATES } from '../../words/states.ts'
import { TimelineRows } from './timeline-rows.tsx'
import type { TimelineView } from './use-timeline.ts'
import { useTimeline } from './use-timeline.ts'
import './run-timeline.css'

/** What each stage spent its time on. */
export function RunTimeline({ detail: { stages, timeline, summary } }: { readonly detail: RunDetail }) {
  const view = useTimeline(summary)
  const lines = useMemo(() => timelineLines(timeline), [timeline])
  const looks = useMemo(() => new Map(stages.map(({ id, status }) => [id, STAGE_STATES[status]])), [stages])
  return (
    <Card title="Timeline" actions={<Zoom view={view} />}>
      <Legend />
      <TimelineRows lines={lines} lookOf={(stage) => looks.get(stage) ?? STAGE_STATES.pending} view={view} />
    </Card>
  )
}

function Zoom({ view: { step, isZoomed } }: { readonly view: TimelineView }) {
  return (
    <span className="row row-tight">
      <Button
        size="compact-xs"
        aria-label="Zoom in"
        onClick={() => step({ type: 'zoom', factor: ZOOM_FACTOR, around: 0.5 })}
      >
        <Icon name="plus" size="small" />
      </Button>
      <Button
        size="compact-xs"
        aria-label="Zoom out"
        disabled={!isZoomed}
        onClick={() => step({ type: 'zoom', factor: 1 / ZOOM_FACTOR, around: 0.5 })}
      >
        <Icon name="minus" size="small" />
      </Button>
      <Button
        size="compact-xs"
        leftSection={<Icon name="fit" size="small" />}
        disabled={!isZoomed}
        onClick={() => step({ type: 'fit' })}
      >
        Fit
      </Button>
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
    <p className="row row-wrap timeline-legend">
      {KINDS.map((kind) => (
        <span key={kind} className="row row-tight tiny soft nowrap">
          <i className={`timeline-${kind}`} aria-hidden="true" />
          {SEGMENT_WORDS[kind]}
        </span>
      ))}
    </p>
  )
}
