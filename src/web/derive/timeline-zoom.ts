import type { Span } from './timeline-view.ts'

/** What is shown of a run's time; null: all of it, also while it grows. */
export type Shown = Span | null

/** What to do with what is shown. Places are from 0, its left end, to 1, its right end. */
export type ZoomStep =
  | { readonly type: 'zoom'; readonly factor: number; readonly around: number }
  /** By a share of what is shown; less than 0: towards the start. */
  | { readonly type: 'pan'; readonly share: number }
  | { readonly type: 'select'; readonly from: number; readonly to: number }
  | { readonly type: 'fit' }

/** How much a button or a key zooms. */
export const ZOOM_FACTOR = 1.5
/** How far a key pans. */
const PAN_SHARE = 0.2
/** Closer than this nothing more is told apart: facts are timed to the millisecond. */
const SHOWN_MIN_MS = 10
/** Nearly all of it is all of it, and grows with the run. */
const ALL_SHARE = 0.99

/** What is shown after a step, within the whole; all of it is shown as null. */
export function afterStep(shown: Shown, whole: Span, step: ZoomStep): Shown {
  const span = shown ?? whole
  const length = span.to - span.from
  switch (step.type) {
    case 'fit':
      return null
    case 'zoom':
      return within(whole, resized(span, length / step.factor, step.around))
    case 'pan':
      return shown === null ? null : within(whole, moved(span, length * step.share))
    case 'select': {
      const [from, to] = [span.from + length * step.from, span.from + length * step.to]
      return within(whole, { from: Math.min(from, to), to: Math.max(from, to) })
    }
  }
}

/** The place that was pointed at stays where it is. */
function resized({ from, to }: Span, length: number, around: number): Span {
  const point = from + (to - from) * around
  return { from: point - length * around, to: point + length * (1 - around) }
}

function moved({ from, to }: Span, by: number): Span {
  return { from: from + by, to: to + by }
}

function within(whole: Span, { from, to }: Span): Shown {
  const length = Math.max(SHOWN_MIN_MS, Math.round(to - from))
  if (length >= ALL_SHARE * (whole.to - whole.from)) return null
  const begin = Math.min(Math.max(Math.round(from), whole.from), whole.to - length)
  return { from: begin, to: begin + length }
}

const KEYS: Readonly<Record<string, ZoomStep>> = {
  '+': { type: 'zoom', factor: ZOOM_FACTOR, around: 0.5 },
  '=': { type: 'zoom', factor: ZOOM_FACTOR, around: 0.5 },
  '-': { type: 'zoom', factor: 1 / ZOOM_FACTOR, around: 0.5 },
  '0': { type: 'fit' },
  ArrowLeft: { type: 'pan', share: -PAN_SHARE },
  ArrowRight: { type: 'pan', share: PAN_SHARE },
}

/** What a key does on the timeline; undefined: nothing. */
export function stepOfKey(key: string): ZoomStep | undefined {
  return Object.hasOwn(KEYS, key) ? KEYS[key] : undefined
}

/** A turn of a wheel over the timeline; `around`: where the pointer is, from 0 to 1. */
export interface WheelTurn {
  readonly ctrlKey: boolean
  readonly shiftKey: boolean
  readonly deltaX: number
  readonly deltaY: number
  readonly around: number
}

/** One notch of a wheel is about so much. */
const NOTCH = 100
const ZOOM_PER_NOTCH = 1.25
const PAN_PER_NOTCH = 0.1

/** Ctrl and the wheel zoom, Shift or a sideways wheel pan; undefined: the page scrolls. */
export function stepOfWheel({ ctrlKey, shiftKey, deltaX, deltaY, around }: WheelTurn): ZoomStep | undefined {
  if (ctrlKey) return { type: 'zoom', factor: ZOOM_PER_NOTCH ** (-deltaY / NOTCH), around }
  const sideways = shiftKey && deltaX === 0 ? deltaY : deltaX
  const isMeant = sideways !== 0 && (shiftKey || Math.abs(deltaX) > Math.abs(deltaY))
  return isMeant ? { type: 'pan', share: (sideways / NOTCH) * PAN_PER_NOTCH } : undefined
}
