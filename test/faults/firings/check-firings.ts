import type { Timestamp } from '../../../src/core/basics/timestamp.ts'
import { matchesType } from '../../../src/core/event/judge-event.ts'
import { toldEvent, toldType } from '../../../src/core/run/told-by-runs.ts'
import type { FiringRow, TriggerRow } from '../../../src/engine/trigger-row.ts'
import { firingKey } from '../../../src/engine/trigger-row.ts'
import type { Stored, StoredRun } from '../../history/evidence.ts'
import type { FiringAsk } from './firing-ask.ts'
import { isPast, minuteOf, minutesBetween } from './firing-ask.ts'
import { EVEN, houseEvent, ORDERED, QUEUE } from './house-triggers.ts'

/** What somebody asked of a house, and what of it was answered: that may be counted on. */
export interface FiringsAsked {
  readonly asked: readonly FiringAsk[]
  readonly answered: readonly FiringAsk[]
}

interface House {
  readonly stored: Stored
  readonly firings: ReadonlyMap<string, FiringRow>
}

/**
 * What is wrong with what a house stored once it is quiet (I8): each instant, each event and each thing that a run told
 * has exactly one run or one recorded skip with a reason, and what waited was started in its order, one after the other.
 * That no firing has two runs, and no run two firings, every history shows.
 */
export function checkFirings(stored: Stored, { asked, answered }: FiringsAsked): readonly string[] {
  const house = { stored, firings: new Map(stored.firings.map((firing) => [firingKey(firing), firing])) }
  return [
    ...stored.firings.flatMap(unfinished),
    ...minutes(house, asked),
    ...answered.flatMap((ask) => unkept(house, ask)),
    ...asked.flatMap((ask) => halfDone(house, ask)),
    ...stored.triggers.flatMap((trigger) => untold(house, trigger)),
    ...outOfTurn(stored),
  ].map((text) => `I8 ${text}`)
}

function unfinished(firing: FiringRow): readonly string[] {
  const { outcome } = firing
  if (outcome.type === 'waiting') return [`${firingKey(firing)} still waits, and nothing is open`]
  return outcome.type === 'skipped' && outcome.detail === ''
    ? [`${firingKey(firing)} was skipped without a reason`]
    : []
}

function instantKey(instant: Timestamp): string {
  return firingKey({ trigger: QUEUE, cause: { type: 'instant' }, instant })
}

/** Whatever was answered: the last minute decides on all before it. */
function minutes({ firings }: House, asked: readonly FiringAsk[]): readonly string[] {
  const last = asked
    .flatMap((ask) => (ask.type === 'minute' ? [ask.at] : []))
    .toSorted((a, b) => a - b)
    .at(-1)
  if (last === undefined) return []
  const missing = minutesBetween(minuteOf(1), last).filter((instant) => !firings.has(instantKey(instant)))
  return missing.map((instant) => `${instantKey(instant)} led to nothing`)
}

function unkept({ firings }: House, ask: FiringAsk): readonly string[] {
  switch (ask.type) {
    case 'minute':
      return []
    case 'event':
      return [ORDERED, EVEN].flatMap((trigger) => {
        const outcome = firings.get(eventKey(trigger, houseEvent(ask.number)))?.outcome
        const wanted = trigger === ORDERED || ask.number % 2 === 0 ? 'run' : 'skipped'
        return outcome?.type === wanted ? [] : [`event ${ask.number} was answered, and ${trigger} has ${outcome?.type}`]
      })
    case 'backfill':
      return minutesBetween(ask.from, ask.to)
        .filter((instant) => firings.get(instantKey(instant))?.outcome.type !== 'run')
        .map((instant) => `${instantKey(instant)} was to be filled in, and has no run`)
  }
}

/** A range is filled in whole or not at all. */
function halfDone({ firings }: House, ask: FiringAsk): readonly string[] {
  if (ask.type !== 'backfill') return []
  const range = minutesBetween(ask.from, ask.to)
  const there = range.filter((instant) => firings.has(instantKey(instant)))
  return there.length === 0 || there.length === range.length
    ? []
    : [`only ${there.length} of the ${range.length} instants from ${ask.from} on were filled in`]
}

function eventKey(trigger: string, { source, id }: { readonly source: string; readonly id: string }): string {
  return JSON.stringify([trigger, 'event', source, id])
}

/** What runs told since a trigger listens, and it made nothing of. */
function untold({ stored, firings }: House, { id, definition, sincePosition }: TriggerRow): readonly string[] {
  if (definition.type !== 'event') return []
  return stored.runs.flatMap(({ row, facts }) =>
    facts.flatMap(({ event: fact, seq, position }) => {
      const type = toldType(fact)
      if (type === undefined || position <= sincePosition || !matchesType(definition.event, type)) return []
      const event = toldEvent(row, { type, fact, seq })
      return firings.has(eventKey(id, event)) ? [] : [`${id} never heard ${event.id}, ${type}`]
    }),
  )
}

/** Runs of the schedule in the order in which they began. */
function outOfTurn({ runs }: Stored): readonly string[] {
  const spans = runs.flatMap(spanOf).toSorted((left, right) => left.from - right.from)
  const overlapping = spans.filter(({ from }, index) => from < (spans[index - 1]?.to ?? 0))
  const swapped = [true, false].flatMap((past) => {
    const own = spans.filter(({ instant }) => isPast(instant) === past)
    return own.filter(({ instant }, index) => instant <= (own[index - 1]?.instant ?? 0))
  })
  return [
    ...overlapping.map(({ run }) => `run ${run} began while the one before it was open`),
    ...swapped.map(({ run }) => `run ${run} began out of its turn`),
  ]
}

interface Span {
  readonly run: string
  readonly instant: Timestamp
  /** Positions of its first fact and of its end. */
  readonly from: number
  readonly to: number
}

function spanOf({ row, facts }: StoredRun): readonly Span[] {
  const { cause } = row
  if (cause.type !== 'schedule' || cause.trigger !== QUEUE) return []
  const end = facts.find(({ event }) => event.type === 'run-finished' || event.type === 'run-canceled')
  const to = end?.position ?? Number.POSITIVE_INFINITY
  return [{ run: row.id, instant: cause.instant, from: facts[0]?.position ?? 0, to }]
}
