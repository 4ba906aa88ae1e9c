import { getViewportForBounds, useReactFlow, useStoreApi } from '@xyflow/react'
import type { Place } from '../../../core/edit/workflow-edit.ts'
import { boundsOf } from '../../derive/bounds-of.ts'

export const ZOOM = { min: 0.05, max: 1.5 } as const
const FIT = { zoomMax: 1, padding: '24px', margin: 24 } as const

interface Room {
  readonly width: number
  readonly height: number
}

/** From where all stages can be seen, those that are not in the page too; if that is too far, from where they begin. */
export function viewOfAll(places: ReadonlyMap<string, Place>, { width, height }: Room) {
  const bounds = boundsOf(places)
  const { x, y, zoom } = getViewportForBounds(bounds, width, height, ZOOM.min, FIT.zoomMax, FIT.padding)
  const begin = (at: number, from: number) => Math.max(at, FIT.margin - from * zoom)
  return {
    x: bounds.width * zoom > width ? begin(x, bounds.x) : x,
    y: bounds.height * zoom > height ? begin(y, bounds.y) : y,
    zoom,
  }
}

export type ShowAll = (duration: number) => void

export function useShowAll(places: ReadonlyMap<string, Place>): ShowAll {
  const { setViewport } = useReactFlow()
  const store = useStoreApi()
  return (duration) => void setViewport(viewOfAll(places, store.getState()), { duration })
}
