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
  readonly segments: readonly TimelineSegment[]
}

interface TryWords {
  readonly failed: boolean
  readonly words: string
}

interface Tick {
  readonly left: number
  readonly words: string
}

/** A line as it is seen now. */
export interface DrawnLine {
  readonly bars: readonly Bar[]
  /** From its first to its last moment. */
  readonly total: string
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

/** Stages something has happened to; tries get lines of their own once there are two. */
export function timelineLines(rows: readonly TimelineRow[]): readonly TimelineLine[] {
  return rows.flatMap((row) => (row.segments.length === 0 ? [] : [stageLine(row), ...tryLines(row)]))
}

function stageLine({ stage, segments }: TimelineRow): TimelineLine {
  return { key: stage.id, stage: stage.id, attempt: null, name: stage.name, segments }
}

function tryLines({ stage, segments }: TimelineRow): readonly TimelineLine[] {
  const tries = segments.filter(({ kind }) => kind === 'running' || kind === 'failed-try')
  if (tries.length < 2) return []
  return tries.map((segment, place) => {
    const failed = segment.kind === 'failed-try'
    const words = segment.note === null ? `try ${place + 1}` : `try ${place + 1}: ${segment.note}`
    return {
      key: `${stage.id} ${place}`,
      stage: stage.id,
      name: stage.name,
      attempt: { failed, words },
      segments: [segment],
    }
  })
}

/** The bars of a line within what is shown; `now` ends what lasts. */
export function drawLine({ segments }: Pick<TimelineLine, 'segments'>, shown: Span, now: number): DrawnLine {
  return {
    bars: segments.flatMap((segment) => barOf(segment, shown, now)),
    total: totalOf(segments, now),
  }
}

/** None where it lies wholly outside; the words tell its whole length, also where a part is outside. */
function barOf(segment: TimelineSegment, shown: Span, now: number): readonly Bar[] {
  const { from, to } = timesOf(segment, now)
  if (to < shown.from || from > shown.to) return []
  const length = Math.max(1, shown.to - shown.from)
  const [begin, end] = [Math.max(from, shown.from), Math.min(to, shown.to)]
  return [
    {
      kind: segment.kind,
      left: (100 * (begin - shown.from)) / length,
      width: (100 * (end - begin)) / length,
      words: `${SEGMENT_WORDS[segment.kind]} ${durationWords(to - from)}${segment.note === null ? '' : `: ${segment.note}`}`,
    },
  ]
}

/** From its first to its last moment: what waiting costs is part of it. */
function totalOf(segments: readonly TimelineSegment[], now: number): string {
  const times = segments.map((segment) => timesOf(segment, now))
  return exactDurationWords(Math.max(...times.map(({ to }) => to)) - Math.min(...times.map(({ from }) => from)))
}

function timesOf({ from, to }: TimelineSegment, now: number): Span {
  return { from: Date.parse(from), to: to === null ? now : Date.parse(to) }
}

/** More marks than this would touch each other in a narrow window. */
const TICKS_MAX = 8

const TENTH_MS = 100
const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Distances between marks that people count in. */
const STEPS_MS = [
  1,
  2,
  5,
  10,
  20,
  50,
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
  if (step < TENTH_MS) return `${(at / SECOND_MS).toFixed(3)} s`
  return step < SECOND_MS ? `${(at / SECOND_MS).toFixed(1)} s` : exactDurationWords(at)
}

/** Marks at round times since the run's start, `since`, within what is shown. */
export function ticksOf({ from, to }: Span, since: number): readonly Tick[] {
  const length = Math.max(1, to - from)
  const step =
    STEPS_MS.find((candidate) => length / candidate <= TICKS_MAX) ?? DAY_MS * Math.ceil(length / DAY_MS / TICKS_MAX)
  const first = Math.ceil((from - since) / step)
  const count = Math.floor((to - since) / step) - first + 1
  return Array.from({ length: Math.max(0, count) }, (_, place) => {
    const at = (first + place) * step
    return { left: (100 * (at + since - from)) / length, words: tickWords(at, step) }
  })
}
