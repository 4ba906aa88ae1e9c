import type { RefObject } from 'react'
import { useEffect, useRef } from 'react'
import type { ZoomStep } from '../../derive/timeline-zoom.ts'
import { stepOfWheel } from '../../derive/timeline-zoom.ts'

/** Zooms around the pointer, or pans; a wheel that means neither scrolls the page. */
export function useWheelZoom(step: (step: ZoomStep) => void): RefObject<HTMLElement | null> {
  const ref = useRef<HTMLElement>(null)
  useEffect(() => {
    const element = ref.current
    if (element === null) return
    const onWheel = (event: WheelEvent) => {
      const { ctrlKey, shiftKey, deltaX, deltaY } = event
      const wanted = stepOfWheel({ ctrlKey, shiftKey, deltaX, deltaY, around: placeOf(event, element) })
      if (wanted === undefined) return
      event.preventDefault()
      step(wanted)
    }
    // What React listens to may not keep the page from zooming itself.
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [step])
  return ref
}

function placeOf({ clientX }: WheelEvent, element: HTMLElement): number {
  const { left, width } = (element.querySelector('.timeline-ticks') ?? element).getBoundingClientRect()
  return Math.min(1, Math.max(0, (clientX - left) / Math.max(1, width)))
}
