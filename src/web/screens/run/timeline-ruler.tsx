import type { PointerEvent } from 'react'
import { useState } from 'react'
import type { Span } from '../../derive/timeline-view.ts'
import { ticksOf } from '../../derive/timeline-view.ts'
import type { ZoomStep } from '../../derive/timeline-zoom.ts'

export interface TimelineRulerProps {
  readonly shown: Span
  /** When the run started: marks are told from there. */
  readonly since: number
  readonly onStep: (step: ZoomStep) => void
}

/** A drag that is shorter than this was a click. */
const SELECTED_MIN = 0.005

/** The marks above the bars. Whoever draws over them sees what they drew over. */
export function TimelineRuler({ shown, since, onStep }: TimelineRulerProps) {
  const [drag, setDrag] = useState<{ readonly from: number; readonly to: number } | null>(null)
  const begin = (event: PointerEvent<HTMLElement>) => {
    const at = placeOf(event)
    event.currentTarget.setPointerCapture?.(event.pointerId)
    setDrag({ from: at, to: at })
  }
  const end = () => {
    if (drag !== null && Math.abs(drag.to - drag.from) >= SELECTED_MIN) onStep({ type: 'select', ...drag })
    setDrag(null)
  }
  return (
    <div
      className="timeline-ticks"
      aria-hidden="true"
      onPointerDown={begin}
      onPointerMove={(event) => {
        if (drag !== null) setDrag({ ...drag, to: placeOf(event) })
      }}
      onPointerUp={end}
      onPointerCancel={() => setDrag(null)}
    >
      {ticksOf(shown, since).map(({ left, words }) => (
        <span key={left} className="tiny faint num" style={{ left: `${left}%` }}>
          {words}
        </span>
      ))}
      {drag === null ? null : <i className="timeline-selection" style={selectionStyle(drag)} />}
    </div>
  )
}

function placeOf({ clientX, currentTarget }: PointerEvent<HTMLElement>): number {
  const { left, width } = currentTarget.getBoundingClientRect()
  return Math.min(1, Math.max(0, (clientX - left) / Math.max(1, width)))
}

function selectionStyle({ from, to }: { readonly from: number; readonly to: number }) {
  return { left: `${100 * Math.min(from, to)}%`, width: `${100 * Math.abs(to - from)}%` }
}
