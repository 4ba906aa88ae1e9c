import type { Json, JsonObject } from '../../core/basics/json.ts'
import type { Timestamp } from '../../core/basics/timestamp.ts'
import { METRIC } from './conventions.ts'
import type { MetricPoints, Point } from './meters.ts'
import type { Attributes, AttributeValue, Span } from './span.ts'

/** What every span and metric comes from. */
export interface Origin {
  /** `service.name` and what else describes this process. */
  readonly resource: Attributes
  /** The version of the program. */
  readonly version: string
}

/** In the JSON form of OTLP 1 (ids in hexadecimal, 64-bit numbers as text). */
export function toTraces(spans: readonly Span[], { resource, version }: Origin): JsonObject {
  const scopeSpans = [{ scope: { name: 'workcharts', version }, spans: spans.map(toSpan) }]
  return { resourceSpans: [{ resource: { attributes: toAttributes(resource) }, scopeSpans }] }
}

const KINDS = { internal: 1, client: 3 } as const satisfies Record<Span['kind'], number>
const STATUSES = { unset: 0, ok: 1, error: 2 } as const satisfies Record<Span['status'], number>

function toSpan({ traceId, spanId, parentId, ...span }: Span): JsonObject {
  return {
    traceId,
    spanId,
    ...(parentId === null ? {} : { parentSpanId: parentId }),
    name: span.name,
    kind: KINDS[span.kind],
    startTimeUnixNano: toNanos(span.start),
    endTimeUnixNano: toNanos(span.end),
    attributes: toAttributes(span.attributes),
    events: span.events.map(({ name, at, attributes }) => ({
      name,
      timeUnixNano: toNanos(at),
      attributes: toAttributes(attributes),
    })),
    status: { code: STATUSES[span.status] },
  }
}

export interface Reading {
  readonly metrics: readonly MetricPoints[]
  readonly since: Timestamp
  readonly at: Timestamp
}

export function toMetrics(reading: Reading, { resource, version }: Origin): JsonObject {
  const metrics = reading.metrics.map((points) => toMetric(points, reading))
  const scopeMetrics = [{ scope: { name: 'workcharts', version }, metrics }]
  return { resourceMetrics: [{ resource: { attributes: toAttributes(resource) }, scopeMetrics }] }
}

/** Since the program started, not since the last time it told. */
const CUMULATIVE = 2

function toMetric({ metric, points }: MetricPoints, reading: Reading): JsonObject {
  const { name, unit, about } = METRIC[metric]
  const dataPoints = points.map((point) => toPoint(point, reading))
  const temporality = { aggregationTemporality: CUMULATIVE }
  const [first] = points
  const data = {
    sum: { sum: { ...temporality, isMonotonic: true, dataPoints } },
    gauge: { gauge: { dataPoints } },
    histogram: { histogram: { ...temporality, dataPoints } },
  } as const
  return { name, unit, description: about, ...data[first?.type ?? 'sum'] }
}

function toPoint(point: Point, { since, at }: Reading): JsonObject {
  const common = {
    attributes: toAttributes(point.attributes),
    startTimeUnixNano: toNanos(since),
    timeUnixNano: toNanos(at),
  }
  if (point.type !== 'histogram') return { ...common, asDouble: point.value }
  const { count, sum, bounds, buckets } = point
  return { ...common, count: String(count), sum, explicitBounds: bounds, bucketCounts: buckets.map(String) }
}

function toAttributes(attributes: Attributes): Json {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: toValue(value) }))
}

function toValue(value: AttributeValue): JsonObject {
  if (typeof value === 'string') return { stringValue: value }
  if (typeof value === 'boolean') return { boolValue: value }
  return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value }
}

function toNanos(at: Timestamp): string {
  return `${at}000000`
}
