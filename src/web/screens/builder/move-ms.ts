const MOVE_MS = 200

/** How long what moves on the canvas is on its way, in milliseconds: who asked for less motion sees it there at once. */
export function moveMs(): number {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : MOVE_MS
}
