import { addMs } from '../../core/basics/timestamp.ts'
import type { Alarm } from '../../engine/delivery.ts'
import type { Clock } from '../../engine/ports.ts'
import { ATTRIBUTE } from './conventions.ts'
import type { FactReader } from './follow-facts.ts'
import { followFacts } from './follow-facts.ts'
import type { Gauges } from './gauges.ts'
import type { Meters } from './meters.ts'
import { createMeters } from './meters.ts'
import type { Origin } from './otlp-json.ts'
import { toMetrics, toTraces } from './otlp-json.ts'
import { postOtlp } from './post-otlp.ts'
import type { Target, TelemetrySettings } from './settings.ts'
import type { Post, SpanQueue } from './span-queue.ts'
import { createSpanQueue } from './span-queue.ts'

export interface TelemetryParts {
  readonly settings: TelemetrySettings
  /** The version of the program. */
  readonly version: string
  readonly reader: FactReader
  readonly gauges: Gauges
  readonly clock: Clock
  /** One for each signal. */
  readonly alarms: { readonly traces: Alarm; readonly metrics: Alarm }
  readonly onProblem: (error: unknown) => void
}

export interface Telemetry {
  /** Facts may have been committed. */
  readonly ring: () => void
  /** Sends what there is, once, and sends no more. */
  readonly close: () => Promise<void>
}

const SPANS_EVERY_MS = 2_000
/** Nobody waits longer for a collector when the program ends. */
const CLOSE_MS_MAX = 1_000

/**
 * Tells a collector what becomes of runs, as far as facts say it: those that are committed from now on. It reads after
 * the commit and beside everything else: no run waits for it, whatever the collector does.
 */
export async function startTelemetry(parts: TelemetryParts): Promise<Telemetry> {
  const { settings, gauges, onProblem } = parts
  const signals = signalsOf(parts)
  const { meters, queue } = signals
  const follower = await followFacts({
    reader: parts.reader,
    tell: ({ spans, measures }) => {
      if (settings.traces !== undefined) queue.put(spans)
      for (const measure of measures) meters.add(measure)
    },
    onProblem,
  })
  const closing = new AbortController()
  const sendAll = signals.senders(closing.signal)
  repeat(parts, 'traces', { everyMs: SPANS_EVERY_MS, work: sendAll.traces, stop: closing.signal })
  repeat(parts, 'metrics', { everyMs: settings.metricEveryMs, work: sendAll.metrics, stop: closing.signal })
  return {
    ring: follower.ring,
    close: async () => {
      closing.abort()
      parts.alarms.traces.close()
      parts.alarms.metrics.close()
      await follower.close()
      const last = signals.senders(AbortSignal.timeout(CLOSE_MS_MAX))
      // Metrics come last: they say what could not be sent.
      await last.traces().then(last.metrics).catch(onProblem)
      gauges.close()
    },
  }
}

interface Senders {
  readonly traces: () => Promise<void>
  readonly metrics: () => Promise<void>
}

interface Signals {
  readonly meters: Meters
  readonly queue: SpanQueue
  readonly senders: (stop: AbortSignal) => Senders
}

function signalsOf({ settings, version, clock, gauges }: TelemetryParts): Signals {
  const origin: Origin = { resource: settings.resource, version }
  const meters = createMeters(clock.now())
  const drop = (signal: 'traces' | 'metrics', count: number): void =>
    meters.add({ metric: 'dropped', value: count, attributes: { [ATTRIBUTE.signal]: signal } })
  const queue = createSpanQueue(
    (spans) => toTraces(spans, origin),
    (count) => drop('traces', count),
  )
  const postMetrics = async (post: Post): Promise<void> => {
    const metrics = [...meters.read(), ...(await gauges.read())]
    const posted = await post(toMetrics({ metrics, since: meters.since, at: clock.now() }, origin))
    if (posted !== 'taken') drop('metrics', 1)
  }
  const senders = (stop: AbortSignal): Senders => ({
    traces: async () => await withTarget(settings.traces, stop, queue.send),
    metrics: async () => await withTarget(settings.metrics, stop, postMetrics),
  })
  return { meters, queue, senders }
}

async function withTarget(
  target: Target | undefined,
  stop: AbortSignal,
  send: (post: Post) => Promise<void>,
): Promise<void> {
  if (target !== undefined) await send((body) => postOtlp(target, body, stop))
}

interface Repeated {
  readonly everyMs: number
  readonly work: () => Promise<void>
  readonly stop: AbortSignal
}

/** Once after the other, with a pause between. */
function repeat({ clock, alarms, onProblem }: TelemetryParts, signal: keyof Senders, repeated: Repeated): void {
  const { everyMs, work, stop } = repeated
  const again = (): void => {
    if (stop.aborted) return
    alarms[signal].set(addMs(clock.now(), everyMs), () => void work().catch(onProblem).finally(again))
  }
  again()
}
