import type { Place } from '../../core/edit/workflow-edit.ts'
import { STAGE_SIZE } from './canvas-places.ts'

export interface Bounds extends Place {
  readonly width: number
  readonly height: number
}

/** What all stages cover; of none, the room of one. */
export function boundsOf(places: ReadonlyMap<string, Place>): Bounds {
  if (places.size === 0) return { x: 0, y: 0, ...STAGE_SIZE }
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  for (const { x, y } of places.values()) {
    box.left = Math.min(box.left, x)
    box.top = Math.min(box.top, y)
    box.right = Math.max(box.right, x)
    box.bottom = Math.max(box.bottom, y)
  }
  const [width, height] = [box.right - box.left + STAGE_SIZE.width, box.bottom - box.top + STAGE_SIZE.height]
  return { x: box.left, y: box.top, width, height }
}
