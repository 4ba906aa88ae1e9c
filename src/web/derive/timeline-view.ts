import type { TimelineRow, TimelineSegment } from '../../api/contract/run-detail.ts'
import { durationWords, exactDurationWords } from './duration-words.ts'

export type SegmentKind = TimelineSegment['kind']

/** Where something lies on the line of time, in per cent of its length. */
interface Bar {
  readonly kind: SegmentKind
  readonly left: number
  readonly width: number
  /** `running 4 s`, for the hover text and for those who do not see the bar. */
  readonly words: string
}

export interface TimelineLine {
  readonly key: string
  readonly stage: string
  /** A try of its own, below the stage it belongs to; null: the stage as a whole. */
  readonly attempt: TryWords | null
  readonly name: string
  readonly bars: readonly Bar[]
  readonly total: string
}

interface TryWords {
  readonly failed: boolean
  readonly words: string
}

interface Tick {
  readonly left: number
  readonly words: string
}

export interface TimelineView {
  readonly ticks: readonly Tick[]
  readonly lines: readonly TimelineLine[]
}

/** From when to when the line goes, in milliseconds. */
export interface Span {
  readonly from: number
  readonly to: number
}

export const SEGMENT_WORDS = {
  queued: 'queued',
  running: 'running',
  'failed-try': 'failed try',
  'before-next-try': 'before next try',
  'awaiting-approval': 'Awaiting Approval',
  'person-at-work': 'person at work',
} as const satisfies Record<SegmentKind, string>

/** Stages something has happened to, each with its stretches of time; tries get lines of their own once there are two. */
export function timelineView(rows: readonly TimelineRow[], span: Span): TimelineView {
  const busy = rows.filter(({ segments }) => segments.length > 0)
  return { ticks: ticksOf(span), lines: busy.flatMap((row) => [stageLine(row, span), ...tryLines(row, span)]) }
}

function stageLine({ stage, segments }: TimelineRow, span: Span): TimelineLine {
  return {
    key: stage.id,
    stage: stage.id,
    attempt: null,
    name: stage.name,
    bars: barsOf(segments, span),
    total: totalOf(segments, span),
  }
}

function tryLines({ stage, segments }: TimelineRow, span: Span): readonly TimelineLine[] {
  const tries = segments.filter(({ kind }) => kind === 'running' || kind === 'failed-try')
  if (tries.length < 2) return []
  return tries.map((segment, place) => {
    const failed = segment.kind === 'failed-try'
    const words = segment.note === null ? `try ${place + 1}` : `try ${place + 1}: ${segment.note}`
    const attempt = { failed, words }
    const line = {
      stage: stage.id,
      name: stage.name,
      attempt,
      bars: barsOf([segment], span),
      total: totalOf([segment], span),
    }
    return { key: `${stage.id} ${place}`, ...line }
  })
}

function barsOf(segments: readonly TimelineSegment[], span: Span): readonly Bar[] {
  const length = Math.max(1, span.to - span.from)
  return segments.map((segment) => {
    const { from, to } = timesOf(segment, span)
    return {
      kind: segment.kind,
      left: (100 * (from - span.from)) / length,
      width: (100 * (to - from)) / length,
      words: `${SEGMENT_WORDS[segment.kind]} ${durationWords(to - from)}${segment.note === null ? '' : `: ${segment.note}`}`,
    }
  })
}

/** From its first to its last moment: what waiting costs is part of it. */
function totalOf(segments: readonly TimelineSegment[], span: Span): string {
  const times = segments.map((segment) => timesOf(segment, span))
  return exactDurationWords(Math.max(...times.map(({ to }) => to)) - Math.min(...times.map(({ from }) => from)))
}

function timesOf({ from, to }: TimelineSegment, span: Span): Span {
  return { from: Date.parse(from), to: to === null ? span.to : Date.parse(to) }
}

/** More marks than this would touch each other in a narrow window. */
const TICKS_MAX = 8

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Distances between marks that people count in. */
const STEPS_MS = [
  100,
  200,
  500,
  ...[1, 2, 5, 10, 20, 30].map((seconds) => seconds * SECOND_MS),
  ...[1, 2, 5, 10, 20, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 4, 8, 12].map((hours) => hours * HOUR_MS),
]

/** Marks closer than a second need a decimal, or two of them would read the same. */
function tickWords(at: number, step: number): string {
  if (at === 0) return '0'
  return step < SECOND_MS ? `${(at / SECOND_MS).toFixed(1)} s` : exactDurationWords(at)
}

function ticksOf({ from, to }: Span): readonly Tick[] {
  const length = Math.max(1, to - from)
  const step =
    STEPS_MS.find((candidate) => length / candidate <= TICKS_MAX) ?? DAY_MS * Math.ceil(length / DAY_MS / TICKS_MAX)
  const count = Math.floor(length / step) + 1
  return Array.from({ length: count }, (_, place) => ({
    left: (100 * place * step) / length,
    words: tickWords(place * step, step),
  }))
}
