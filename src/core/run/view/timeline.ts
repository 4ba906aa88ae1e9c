import type { Timestamp } from '../../basics/timestamp.ts'
import type { Plan, PlannedStage } from '../../plan/plan.ts'
import type { StageId } from '../../workflow/workflow.ts'
import type { StageRun } from '../stage-run.ts'
import type { StageStep, Step } from './retell.ts'
import { isStageStep, stageAfter } from './retell.ts'

export interface TimelineRow {
  readonly stage: PlannedStage
  readonly segments: readonly TimelineSegment[]
}

/** A stretch of a stage's time. `to` null: it lasts. */
interface TimelineSegment {
  readonly kind: SegmentKind
  readonly from: Timestamp
  readonly to: Timestamp | null
  /** Which try of its round, from 1. */
  readonly attempt: number | null
  /** Why the try failed. */
  readonly note: string | null
}

type SegmentKind = 'queued' | 'running' | 'failed-try' | 'before-next-try' | 'awaiting-approval' | 'person-at-work'

/** Hears the steps of a story one by one, and says what each stage spent its time on so far. */
export interface Timeline {
  readonly hear: (step: Step) => void
  /** Stages that nothing happened to yet have no segments. */
  readonly rows: () => readonly TimelineRow[]
}

export function openTimeline({ stages }: Pick<Plan, 'stages'>): Timeline {
  const rows = new Map<StageId, readonly TimelineSegment[]>()
  return {
    hear: (step) => {
      if (isStageStep(step)) rows.set(step.event.stage, continued(rows.get(step.event.stage) ?? [], step))
    },
    rows: () => stages.map((stage) => ({ stage, segments: rows.get(stage.id) ?? [] })),
  }
}

/** Ends the open segment where a fact changed what the stage does, and begins the next one. */
function continued(segments: readonly TimelineSegment[], step: StageStep): readonly TimelineSegment[] {
  const open = segments.at(-1)
  const now = stretchOf(stageAfter(step))
  if (open?.to === null && open.kind === now?.kind && open.attempt === now.attempt) return segments
  const before = open?.to === null ? [...segments.slice(0, -1), ...ended(open, step)] : segments
  return now === undefined ? before : [...before, { ...now, from: step.event.at, to: null, note: null }]
}

type Stretch = Pick<TimelineSegment, 'kind' | 'attempt'>

function stretchOf({ state, attempts, tasks }: StageRun): Stretch | undefined {
  switch (state.status) {
    case 'ready':
      return { kind: 'queued', attempt: null }
    case 'running':
      return { kind: 'running', attempt: state.attempt }
    case 'backing-off':
      return { kind: 'before-next-try', attempt: attempts }
    case 'awaiting-approval': {
      const claimed = tasks.some((task) => task.id === state.task && task.claimedBy !== null)
      return { kind: claimed ? 'person-at-work' : 'awaiting-approval', attempt: null }
    }
    case 'pending':
    case 'settled':
      return undefined
  }
}

/** What came and went within one decision took no time and is not shown, but for tries. */
function ended(open: TimelineSegment, { event }: StageStep): TimelineSegment[] {
  const to = event.at
  if (event.type === 'attempt-failed') return [{ ...open, kind: 'failed-try', to, note: event.error.message }]
  if (event.type === 'attempt-lost')
    return [{ ...open, kind: 'failed-try', to, note: 'The program stopped while this was being done.' }]
  return open.kind === 'running' || to > open.from ? [{ ...open, to }] : []
}
