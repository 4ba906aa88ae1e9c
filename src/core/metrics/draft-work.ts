/** Somebody who changes nothing for longer is not at work. */
export const PAUSE_MS_MAX = 5 * 60_000

/** How a change was made: by the builder's gestures, or as text. */
export type Made = 'by-gestures' | 'by-hand'

/** What went into a draft so far. */
export interface DraftWork {
  /** `file`: somebody had written the file before. */
  readonly origin: 'blank' | 'template' | 'file'
  /** Time at work, in milliseconds. */
  readonly activeMs: number
  /** Changes saved that gestures made, and those that were written as text. */
  readonly byGestures: number
  readonly byHand: number
}

export function beginWork(origin: DraftWork['origin']): DraftWork {
  return { origin, activeMs: 0, byGestures: 0, byHand: 0 }
}

/** `sinceMs`: how long ago the change before was. */
export function workAfter(work: DraftWork, made: Made, sinceMs: number): DraftWork {
  const { byGestures, byHand, ...rest } = atWork(work, sinceMs)
  return made === 'by-gestures'
    ? { ...rest, byGestures: byGestures + 1, byHand }
    : { ...rest, byGestures, byHand: byHand + 1 }
}

/** The same with the time until now, where nobody paused. */
export function atWork(work: DraftWork, sinceMs: number): DraftWork {
  return sinceMs > PAUSE_MS_MAX ? work : { ...work, activeMs: work.activeMs + sinceMs }
}
