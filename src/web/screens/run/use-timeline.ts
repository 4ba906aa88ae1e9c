import type { KeyboardEvent } from 'react'
import { useCallback, useMemo, useState } from 'react'
import type { RunDetail } from '../../../api/contract/run-detail.ts'
import { useNow } from '../../data/use-now.ts'
import type { Span } from '../../derive/timeline-view.ts'
import type { Shown, ZoomStep } from '../../derive/timeline-zoom.ts'
import { afterStep, stepOfKey } from '../../derive/timeline-zoom.ts'

const SECOND_MS = 1_000

export interface TimelineView {
  /** All of the run's time so far. */
  readonly whole: Span
  readonly shown: Span
  readonly isZoomed: boolean
  readonly step: (step: ZoomStep) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

/** What is shown of a run's time, and how it is changed. */
export function useTimeline({ startedAt, finishedAt }: RunDetail['summary']): TimelineView {
  const now = useNow(SECOND_MS)
  const from = Date.parse(startedAt)
  const to = finishedAt === null ? now : Date.parse(finishedAt)
  // The same object while it says the same: rows are drawn anew by it.
  const whole = useMemo(() => ({ from, to }), [from, to])
  const [chosen, setChosen] = useState<Shown>(null)
  const step = useCallback((wanted: ZoomStep) => setChosen((before) => afterStep(before, whole, wanted)), [whole])
  const onKeyDown = (event: KeyboardEvent) => {
    const wanted = event.ctrlKey || event.metaKey || event.altKey ? undefined : stepOfKey(event.key)
    if (wanted === undefined) return
    event.preventDefault()
    step(wanted)
  }
  return { whole, shown: chosen ?? whole, isZoomed: chosen !== null, step, onKeyDown }
}
