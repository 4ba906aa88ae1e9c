import type { RunId } from '../../core/run/ids.ts'
import type {
  FiringEnd,
  FiringReader,
  FiringRow,
  FiringTurn,
  InstantsQuestion,
  TriggerRow,
  WaitingQuestion,
} from '../../engine/trigger-row.ts'
import { compareTexts, compareTimes } from './order.ts'
import type { Tables } from './tables.ts'

export function createFiringReader(tables: Tables): FiringReader {
  return {
    listTriggers: async () => triggersIn(tables),
    findTrigger: async (id) => tables.triggers.get(id),
    schedulesAfter: async (after, limit) =>
      triggersIn(tables)
        .filter(({ id, enabled, definition }) => definition.type === 'schedule' && enabled && id > after)
        .slice(0, limit),
    schedulesBetween: async ({ after, until, limit }) =>
      triggersIn(tables)
        .filter(({ enabled, nextFireAt: at }) => enabled && at !== null && at > after && at <= until)
        .sort((left, right) => compareTimes(left.nextFireAt, right.nextFireAt) || compareTexts(left.id, right.id))
        .slice(0, limit),
    listListeners: async () =>
      triggersIn(tables).filter(
        ({ enabled, pause, definition }) => definition.type === 'event' && enabled && pause === null,
      ),
    listFirings: async (trigger, limit) => newestOf(tables, trigger).slice(0, limit),
    findFiring: async (key) => tables.firings.get(key),
    decidedInstants: async (question) => decidedInstants(tables, question),
    waitingInstants: async (question) => waitingOf(tables, question).slice(0, question.limit),
    openRunsOf: async (trigger, limit) => openRunsOf(tables, trigger).slice(0, limit),
    lastEnds: async (trigger, limit) =>
      newestOf(tables, trigger)
        .flatMap((row) => endOf(tables, row))
        .slice(0, limit),
  }
}

function triggersIn({ triggers }: Tables): readonly TriggerRow[] {
  return [...triggers.values()].sort((left, right) => compareTexts(left.id, right.id))
}

function newestOf({ firings }: Tables, trigger: string | null): readonly FiringRow[] {
  return [...firings.values()]
    .filter((row) => trigger === null || row.trigger === trigger)
    .sort((left, right) => right.instant - left.instant || compareTexts(left.trigger, right.trigger))
}

function decidedInstants(tables: Tables, { trigger, from, to }: InstantsQuestion): readonly FiringRow[] {
  const own = newestOf(tables, trigger).filter(({ cause }) => cause.type === 'instant')
  return own.filter(({ instant }) => instant >= from && instant <= to).toReversed()
}

function waitingOf(tables: Tables, { trigger, turn }: WaitingQuestion): readonly FiringRow[] {
  return waitingIn(tables).filter((row) => row.trigger === trigger && turnOf(row) === turn)
}

function turnOf({ outcome }: FiringRow): FiringTurn | undefined {
  return outcome.type === 'waiting' ? outcome.turn : undefined
}

function waitingIn({ firings }: Tables): readonly FiringRow[] {
  return [...firings.values()]
    .filter((row) => turnOf(row) !== undefined)
    .sort((left, right) => left.instant - right.instant)
}

/** The triggers of which an instant waits, and its turn has come. */
export function inTurn(tables: Tables): ReadonlySet<string> {
  const waiting = waitingIn(tables).filter(
    (row) => turnOf(row) === 'at-once' || openRunsOf(tables, row.trigger).length === 0,
  )
  return new Set(waiting.map(({ trigger }) => trigger))
}

/** The oldest first. */
function openRunsOf({ runs }: Tables, trigger: string): readonly RunId[] {
  return [...runs.values()]
    .filter(({ cause, finishedAt }) => cause.type !== 'manual' && cause.trigger === trigger && finishedAt === null)
    .map(({ id }) => id)
    .sort(compareTexts)
}

function endOf({ runs }: Tables, { decidedAt, outcome }: FiringRow): readonly FiringEnd[] {
  if (outcome.type === 'skipped' && outcome.reason === 'refused') return [{ decidedAt, status: 'refused' }]
  const row = outcome.type === 'run' ? runs.get(outcome.run) : undefined
  return row === undefined ? [] : [{ decidedAt, status: row.status }]
}
