/** How much of a stage is drawn: near, all of it; in the middle, two lines; far, a block with a hue and a mark. */
export type CanvasSize = 'near' | 'middle' | 'far'

const NEAR_ZOOM = 0.75
const MIDDLE_ZOOM = 0.35

/** Changes only at a boundary, so that nothing is drawn anew while somebody zooms in between. */
export function sizeAt(zoom: number): CanvasSize {
  if (zoom >= NEAR_ZOOM) return 'near'
  return zoom >= MIDDLE_ZOOM ? 'middle' : 'far'
}
