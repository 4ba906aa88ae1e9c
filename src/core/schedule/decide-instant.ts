import type { Timestamp } from '../basics/timestamp.ts'
import { addMs } from '../basics/timestamp.ts'
import type { ScheduleTrigger } from '../workflow/workflow.ts'

/** An instant that was reached late by no more than this still counts as reached: a restart must not eat it. */
export const LATE_MAX_MS = 60_000
/** Instants that wait for their turn. More of them only say that the runs take longer than there is time between two. */
export const WAITING_MAX = 100

/** An instant that has come. */
export interface ReachedInstant {
  readonly instant: Timestamp
  /** Later by the jitter. */
  readonly firesAt: Timestamp
}

export interface Situation {
  readonly now: Timestamp
  /** Runs of this trigger that have not ended. */
  readonly open: number
  /** Instants of it that wait for their turn. */
  readonly waiting: number
  /** How many of its last runs in a row failed, or were refused, since it was switched on. */
  readonly failures: number
  /** From which instant on missed ones are caught up; undefined: none is. */
  readonly caughtUpFrom: Timestamp | undefined
}

/** What becomes of an instant. */
export type InstantDecision =
  | { readonly type: 'run' }
  /** The other runs are canceled first. */
  | { readonly type: 'replace' }
  | { readonly type: 'wait' }
  /** It starts nothing, and neither do those after it until somebody says so. */
  | { readonly type: 'pause'; readonly detail: string }
  | { readonly type: 'skip'; readonly reason: 'missed' | 'overlap'; readonly detail: string }

/** Instants in their order, as far as nothing has to be done before the next can be decided. */
export interface InstantDecisions {
  readonly settled: readonly Settled[]
  /** The one that starts a run or pauses the schedule; null: none of them does. */
  readonly end: { readonly reached: ReachedInstant; readonly decision: EndingDecision } | null
}

interface Settled {
  readonly reached: ReachedInstant
  readonly decision: Exclude<InstantDecision, EndingDecision>
}

type EndingDecision = Extract<InstantDecision, { readonly type: 'run' | 'replace' | 'pause' }>

export function decideInstants(
  schedule: ScheduleTrigger,
  reached: readonly ReachedInstant[],
  situation: Situation,
): InstantDecisions {
  const settled: Settled[] = []
  let { waiting } = situation
  for (const instant of reached) {
    const decision = decideInstant(schedule, instant, { ...situation, waiting })
    if (decision.type !== 'skip' && decision.type !== 'wait') return { settled, end: { reached: instant, decision } }
    if (decision.type === 'wait') waiting += 1
    settled.push({ reached: instant, decision })
  }
  return { settled, end: null }
}

/** Each instant that has come leads to one of these, whatever it is. */
export function decideInstant(
  schedule: ScheduleTrigger,
  reached: ReachedInstant,
  situation: Situation,
): InstantDecision {
  const { pauseAfter } = schedule
  if (pauseAfter !== undefined && situation.failures >= pauseAfter) return { type: 'pause', detail: failed(pauseAfter) }
  const missed = whyMissed(schedule, reached, situation)
  if (missed !== undefined) return { type: 'skip', reason: 'missed', detail: missed }
  return amongOthers(schedule, situation)
}

function failed(times: number): string {
  return times === 1 ? 'Its last run failed.' : `Its last ${times} runs failed.`
}

function whyMissed(
  { catchUp }: ScheduleTrigger,
  { instant, firesAt }: ReachedInstant,
  situation: Situation,
): string | undefined {
  const { now, caughtUpFrom } = situation
  if (addMs(firesAt, LATE_MAX_MS) >= now) return undefined
  if (caughtUpFrom !== undefined && instant >= caughtUpFrom) return undefined
  return MISSED[catchUp]
}

const MISSED = {
  none: 'The program was not running at that time, and this schedule does not catch up.',
  last: 'The program was not running at that time, and this schedule catches up the last missed time only.',
  all: 'The program was not running at that time, and more was missed, or longer ago, than this schedule catches up.',
} as const satisfies Record<ScheduleTrigger['catchUp'], string>

function amongOthers({ overlap }: ScheduleTrigger, { open, waiting }: Situation): InstantDecision {
  if (open + waiting === 0) return { type: 'run' }
  switch (overlap) {
    case 'allow':
      return { type: 'run' }
    case 'cancel_other':
      return { type: 'replace' }
    case 'skip':
      return { type: 'skip', reason: 'overlap', detail: 'The run before it had not ended.' }
    case 'queue':
      return waiting < WAITING_MAX
        ? { type: 'wait' }
        : { type: 'skip', reason: 'overlap', detail: `${WAITING_MAX} earlier times still wait for their turn.` }
  }
}
