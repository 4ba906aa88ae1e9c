import { setImmediate } from 'node:timers/promises'

/**
 * How long looking at files may keep the process from everything else. Files are looked at with calls that block: what
 * the system knows of a file it tells in 5 microseconds, and to hand the question to a thread takes five times as long.
 */
const SLICE_MS = 8

/** The process has one event loop, so all who look at files share its slices. */
let sliceEnd = 0
let waiting: Promise<void> | undefined

/** To be asked right before each look, and `nextSlice` awaited as long as it is so. */
export function isSliceOver(): boolean {
  return performance.now() >= sliceEnd
}

/** Resolves once everything else has had its turn. */
export function nextSlice(): Promise<void> {
  waiting ??= beginSlice()
  return waiting
}

async function beginSlice(): Promise<void> {
  await setImmediate()
  sliceEnd = performance.now() + SLICE_MS
  waiting = undefined
}
