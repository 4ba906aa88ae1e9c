/** Short at first, so that a quick run ends at once; longer while nothing changes, so that watching costs nothing. */
export const POLL_MIN_MS = 50
export const POLL_MAX_MS = 2_000
const GROWTH = 1.5

/** How long to wait before looking again. */
export function nextPause(pauseMs: number, seen: 'changed' | 'same'): number {
  return seen === 'changed' ? POLL_MIN_MS : Math.min(pauseMs * GROWTH, POLL_MAX_MS)
}
