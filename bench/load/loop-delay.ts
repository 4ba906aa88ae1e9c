import { monitorEventLoopDelay } from 'node:perf_hooks'

/**
 * How often the loop is looked at. The histogram holds the time from one look to the next, so that a loop that is never
 * late shows this and not 0: it is taken off again.
 */
const RESOLUTION_MS = 2

const NS_PER_MS = 1_000_000

type LoopHistogram = ReturnType<typeof monitorEventLoopDelay>

/** By how much the event loop came late, in milliseconds. */
export interface LoopDelay {
  readonly p99: number
  readonly max: number
}

export function watchLoop(): LoopHistogram {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  histogram.enable()
  return histogram
}

export function loopDelayFrom(histogram: LoopHistogram): LoopDelay {
  const late = (ns: number): number => Math.max(0, ns / NS_PER_MS - RESOLUTION_MS)
  return { p99: late(histogram.percentile(99)), max: late(histogram.max) }
}
