import { assertNever } from '../core/basics/assert-never.ts'
import type { Timestamp } from '../core/basics/timestamp.ts'
import { addMs } from '../core/basics/timestamp.ts'
import { SCHEDULER } from '../core/people/scheduler.ts'
import { caughtUpFrom } from '../core/schedule/catch-up.ts'
import type { InstantDecision, InstantDecisions, ReachedInstant, Situation } from '../core/schedule/decide-instant.ts'
import { decideInstants, LATE_MAX_MS, WAITING_MAX } from '../core/schedule/decide-instant.ts'
import type { ArmedRow } from './arming.ts'
import { armedFor, isArmed, reachedAfter } from './arming.ts'
import { cancelOpenRuns } from './cancel-open-runs.ts'
import { failuresInARow } from './failures-in-a-row.ts'
import type { Fired, FiringOrder, FiringParts } from './start-fired.ts'
import { skipFiring, startFired } from './start-fired.ts'
import type { FiringOutcome, FiringRow, TriggerRow } from './trigger-row.ts'

/** Instants that one look decides on: after a long time without the program there are very many. */
const DECIDED_AT_ONCE_MAX = 100
/** How often an instant is decided again because another writer was first. */
const TRIES_MAX = 3

/**
 * Lets the instants of a schedule that have come lead to exactly one run or one recorded skip each, in their order, up to
 * the first run, and arms the next one in the same transaction. What is left is due again at once.
 */
export async function fireSchedule(parts: FiringParts, trigger: TriggerRow): Promise<void> {
  let row: TriggerRow | undefined = trigger
  for (let tries = 0; tries < TRIES_MAX && row !== undefined; tries += 1) {
    if (!isArmed(row) || row.nextFireAt > parts.clock.now() || (await fireOnce(parts, row)) !== 'stale') return
    row = await parts.reader.findTrigger(trigger.id)
  }
}

/** What one look at a schedule has found. */
interface Look {
  readonly trigger: ArmedRow
  readonly now: Timestamp
  /** Those of `come` that nothing was decided about yet. */
  readonly undecided: readonly ReachedInstant[]
  readonly come: readonly ReachedInstant[]
  /** The first that has not come yet; null: there is none. */
  readonly next: ReachedInstant | null
  /** What was decided about some of them at a time that is still to come: the clock was wrong then. */
  readonly ahead: ReadonlyMap<Timestamp, FiringRow>
}

async function fireOnce(parts: FiringParts, trigger: ArmedRow): Promise<Fired['type'] | 'appended'> {
  const look = await lookAt(parts, trigger)
  const { settled, end } = decideInstants(trigger.definition, look.undecided, await situationOf(parts, look))
  const beside = settled.map(({ reached, decision }) => settledFiring(look, reached, decision))
  if (end === null) return await parts.engine.write({ firings: beside, triggers: [armedFor(trigger, look.next)] })
  return (await endWith(parts, { look, beside, end })).type
}

async function lookAt({ reader, clock, ids }: FiringParts, trigger: ArmedRow): Promise<Look> {
  const now = clock.now()
  const come: ReachedInstant[] = []
  let next: ReachedInstant | null = { instant: trigger.nextInstant, firesAt: trigger.nextFireAt }
  while (next !== null && next.firesAt <= now && come.length < DECIDED_AT_ONCE_MAX) {
    come.push(next)
    next = reachedAfter(ids, trigger, next.instant)
  }
  const to = come.at(-1)?.instant ?? trigger.nextInstant
  const decided = await reader.decidedInstants({ trigger: trigger.id, from: trigger.nextInstant, to })
  const ahead = new Map(decided.filter((row) => isAhead(row, now)).map((row) => [row.instant, row]))
  const settled = new Set(decided.filter((row) => !isAhead(row, now)).map(({ instant }) => instant))
  return { trigger, now, come, next, ahead, undecided: come.filter(({ instant }) => !settled.has(instant)) }
}

/** What was left out at a time that is still to come may be decided again; a run that was started was started. */
function isAhead({ decidedAt, outcome }: FiringRow, now: Timestamp): boolean {
  return decidedAt > now && outcome.type === 'skipped'
}

async function situationOf({ reader }: FiringParts, { trigger, now, come }: Look): Promise<Situation> {
  const { id, definition, nextInstant } = trigger
  const [open, waiting] = await Promise.all([
    reader.openRunsOf(id, 1),
    reader.waitingInstants({ trigger: id, turn: 'after-others', limit: WAITING_MAX }),
  ])
  const isLate = come.some(({ firesAt }) => addMs(firesAt, LATE_MAX_MS) < now)
  const missed = { from: nextInstant, until: addMs(now, 1), now }
  return {
    now,
    open: open.length,
    waiting: waiting.length,
    failures: await failuresInARow(reader, trigger),
    caughtUpFrom: isLate ? caughtUpFrom(definition, missed) : undefined,
  }
}

type SettledDecision = InstantDecisions['settled'][number]['decision']

function settledFiring(look: Look, reached: ReachedInstant, decision: SettledDecision): FiringRow {
  return { ...firingAt(look, reached), decidedAt: look.now, outcome: settledOutcome(decision) }
}

function settledOutcome(decision: SettledDecision): FiringOutcome {
  if (decision.type === 'wait') return { type: 'waiting', turn: 'after-others' }
  return { type: 'skipped', reason: decision.reason, detail: decision.detail }
}

function firingAt({ trigger, ahead }: Look, { instant }: ReachedInstant) {
  return {
    trigger: trigger.id,
    cause: { type: 'instant' },
    revision: (ahead.get(instant)?.revision ?? 0) + 1,
    instant,
    by: SCHEDULER,
    note: null,
  } as const
}

const CAUGHT_UP = 'Caught up: the program was not running at that time.'

interface Ending {
  readonly look: Look
  readonly beside: readonly FiringRow[]
  readonly end: NonNullable<InstantDecisions['end']>
}

async function endWith(parts: FiringParts, { look, beside, end }: Ending): Promise<Fired> {
  const { trigger, come, next } = look
  const { reached, decision } = end
  const isLate = addMs(reached.firesAt, LATE_MAX_MS) < look.now
  const firing = { ...firingAt(look, reached), note: isLate && decision.type !== 'pause' ? CAUGHT_UP : null }
  const after = armedFor(trigger, come[come.indexOf(reached) + 1] ?? next)
  const { instant } = reached
  const cause = { type: 'schedule', trigger: trigger.id, instant } as const
  const order = { firing, cause, beside, trigger, after }
  switch (decision.type) {
    case 'replace':
      await cancelOpenRuns(parts, trigger)
      return await startFired(parts, order)
    case 'run':
      return await startFired(parts, order)
    case 'pause':
      return await pauseWith(parts, order, decision)
    default:
      return assertNever(decision)
  }
}

function pauseWith(
  parts: FiringParts,
  order: Pick<FiringOrder, 'firing' | 'beside'> & { readonly after: TriggerRow },
  { detail }: Extract<InstantDecision, { readonly type: 'pause' }>,
): Promise<Fired> {
  const pause = { by: null, at: parts.clock.now(), because: detail }
  const after = { ...order.after, pause, nextInstant: null, nextFireAt: null }
  return skipFiring(parts, { ...order, after }, { reason: 'paused', detail: `The schedule paused itself. ${detail}` })
}
