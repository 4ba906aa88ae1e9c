import type { Timestamp } from '../../core/basics/timestamp.ts'
import type { METRIC } from './conventions.ts'
import { ATTRIBUTE } from './conventions.ts'
import type { Attributes } from './span.ts'
import type { Measure } from './told.ts'

type MetricName = keyof typeof METRIC

/** One line of a metric: since the program started. */
export type Point =
  | { readonly type: 'sum' | 'gauge'; readonly attributes: Attributes; readonly value: number }
  | Distribution

interface Distribution {
  readonly type: 'histogram'
  readonly attributes: Attributes
  readonly count: number
  readonly sum: number
  readonly bounds: readonly number[]
  /** One more than there are bounds. */
  readonly buckets: readonly number[]
}

export interface MetricPoints {
  readonly metric: MetricName
  readonly points: readonly Point[]
}

export interface Meters {
  readonly add: (measure: Measure | Dropped) => void
  readonly read: () => readonly MetricPoints[]
  readonly since: Timestamp
}

interface Dropped {
  readonly metric: 'dropped'
  readonly value: number
  readonly attributes: Attributes
}

/** Lines that one metric has: what comes with attributes beyond them is counted together. */
const LINES_MAX = 2_000
const OVERFLOW: Attributes = { [ATTRIBUTE.overflow]: true }

/** Seconds: a builtin takes milliseconds, a person days. */
const SECONDS = [0.01, 0.1, 1, 5, 10, 30, 60, 300, 1_800, 3_600, 14_400, 86_400, 604_800]
/** As the conventions advise. */
const TOKENS = [1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864]
const BOUNDS: Partial<Readonly<Record<MetricName, readonly number[]>>> = { stageDuration: SECONDS, tokens: TOKENS }

export function createMeters(since: Timestamp): Meters {
  const lines = new Map<MetricName, Map<string, Point>>()
  return {
    since,
    add: ({ metric, value, attributes }) => {
      const known = lines.get(metric) ?? new Map<string, Point>()
      lines.set(metric, known)
      const own = JSON.stringify(attributes)
      const counted = known.has(own) || known.size < LINES_MAX ? attributes : OVERFLOW
      const key = JSON.stringify(counted)
      known.set(key, more(known.get(key) ?? emptyPoint(metric, counted), value))
    },
    read: () => [...lines].map(([metric, points]) => ({ metric, points: [...points.values()] })),
  }
}

function emptyPoint(metric: MetricName, attributes: Attributes): Point {
  const bounds = BOUNDS[metric]
  if (bounds === undefined) return { type: 'sum', attributes, value: 0 }
  return { type: 'histogram', attributes, count: 0, sum: 0, bounds, buckets: [0, ...bounds.map(() => 0)] }
}

function more(point: Point, value: number): Point {
  if (point.type !== 'histogram') return { ...point, value: point.value + value }
  const reached = point.bounds.findIndex((bound) => value <= bound)
  const bucket = reached === -1 ? point.bounds.length : reached
  const buckets = point.buckets.map((count, index) => (index === bucket ? count + 1 : count))
  return { ...point, count: point.count + 1, sum: point.sum + value, buckets }
}
