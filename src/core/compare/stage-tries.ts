import type { JsonObject } from '../basics/json.ts'
import { known } from '../basics/known.ts'
import type { Timestamp } from '../basics/timestamp.ts'
import type { RunEvent, StageEvent } from '../run/run-event.ts'
import type { StageId } from '../workflow/workflow.ts'

/** One thing that was tried at a stage: by its performer, by a second one that scores it, or by a person who edited it. */
export interface StageTry {
  /** The number of the fact that began it. */
  readonly seq: number
  readonly by: 'performer' | 'reviewer' | 'person'
  /** 0: the first round; each wish of a person for another try begins the next. */
  readonly round: number
  /** Within its round, from 1. */
  readonly attempt: number
  readonly begunAt: Timestamp
  /** Null: it goes on, or was stopped before it had an end. */
  readonly endedAt: Timestamp | null
  readonly end: 'answered' | 'failed' | 'lost' | 'none'
  /** What it gave; null: nothing. */
  readonly gave: JsonObject | null
  /** Why it failed. */
  readonly error: string | null
}

/** Everything that was tried at a stage, in its order. */
export function stageTries(history: readonly RunEvent[], stage: StageId): readonly StageTry[] {
  const told = history.flatMap((event, index) =>
    'stage' in event && event.stage === stage ? [{ seq: index + 1, event }] : [],
  )
  return told.reduce<Tries>(withFact, { round: 0, tries: [] }).tries
}

interface Tries {
  readonly round: number
  readonly tries: readonly StageTry[]
}

interface StageFact {
  readonly seq: number
  readonly event: StageEvent
}

function withFact(told: Tries, { seq, event }: StageFact): Tries {
  switch (event.type) {
    case 'round-started':
      return { ...told, round: event.round }
    case 'attempt-begun': {
      const by = event.step === 'review' ? 'reviewer' : 'performer'
      return begun(told, { seq, by, attempt: event.attempt, begunAt: event.at })
    }
    case 'task-answered':
      return event.answer.type === 'edit'
        ? ended(begun(told, { seq, by: 'person', attempt: 1, begunAt: event.at }), event.at, {
            end: 'answered',
            gave: event.answer.outputs,
          })
        : told
    default: {
      const end = endOf(event)
      return end === undefined ? told : ended(told, event.at, end)
    }
  }
}

function begun({ round, tries }: Tries, beginning: Pick<StageTry, 'seq' | 'by' | 'attempt' | 'begunAt'>): Tries {
  return { round, tries: [...tries, { ...beginning, round, endedAt: null, end: 'none', gave: null, error: null }] }
}

type End = Pick<StageTry, 'end'> & Partial<Pick<StageTry, 'gave' | 'error'>>

function endOf(event: StageEvent): End | undefined {
  switch (event.type) {
    case 'attempt-answered':
      return { end: 'answered', gave: event.answer.outputs }
    case 'review-answered':
      return { end: 'answered' }
    case 'attempt-failed':
      return { end: 'failed', error: event.error.message }
    case 'attempt-lost':
      return { end: 'lost' }
    default:
      return undefined
  }
}

function ended({ round, tries }: Tries, endedAt: Timestamp, end: End): Tries {
  const last = known(tries.at(-1))
  return { round, tries: [...tries.slice(0, -1), { ...last, endedAt, ...end }] }
}
