import { quoted } from '../core/basics/quoted.ts'
import type { CloudEvent } from '../core/event/cloud-event.ts'
import { eventScope } from '../core/event/cloud-event.ts'
import type { EventKey } from '../core/event/judge-event.ts'
import { eventKey, matchesType, passesFilter } from '../core/event/judge-event.ts'
import type { ExpressionError } from '../core/expression/evaluate.ts'
import type { ExpressionScope } from '../core/expression/scope.ts'
import { SCHEDULER } from '../core/people/scheduler.ts'
import { CHAIN_MAX } from '../core/run/told-by-runs.ts'
import { triggerScope } from '../core/run/trigger-inputs.ts'
import type { EventTrigger } from '../core/workflow/workflow.ts'
import type { EventAnswer } from './events.ts'
import type { FiringOrder, FiringParts, Skip } from './start-fired.ts'
import { skipFiring, startFired } from './start-fired.ts'
import type { FiringRow, TriggerRow } from './trigger-row.ts'
import { firingKey } from './trigger-row.ts'

/** A row of an event trigger. */
export interface ListenerRow extends TriggerRow {
  readonly definition: EventTrigger
}

export function isListener(row: TriggerRow): row is ListenerRow {
  return row.definition.type === 'event'
}

/** How often an event is decided again because another writer was first. */
const TRIES_MAX = 5

/** An event, and how many runs stand before one that it starts. */
export interface ToldOnce {
  readonly event: CloudEvent
  readonly depth: number
}

/** What one trigger makes of an event: exactly one run, or one recorded skip. */
export async function hearEvent(parts: FiringParts, trigger: string, told: ToldOnce): Promise<EventAnswer | 'stale'> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const row = await parts.reader.findTrigger(trigger)
    if (row === undefined || !isListener(row)) return silent(trigger, GONE)
    const detail = whySilent(row, told.event)
    if (detail !== undefined) return silent(trigger, detail)
    const answer = await decide(parts, row, told)
    if (answer !== 'stale') return answer
  }
  return 'stale'
}

function silent(trigger: string, detail: string): EventAnswer {
  return { trigger, heard: 'new', outcome: { type: 'not-listening', detail } }
}

const GONE = 'There is no such trigger for events any more. Look at the triggers of the published version.'

/** Undefined: it listens. */
function whySilent(row: ListenerRow, { type }: CloudEvent): string | undefined {
  if (!row.enabled) return 'The trigger is off. Switch it on in the WorkChart and publish it.'
  if (row.pause !== null) return 'The trigger is paused. Resume it, then send the event again.'
  if (matchesType(row.definition.event, type)) return undefined
  return `The trigger waits for ${quoted(row.definition.event)}, and this event is ${quoted(type)}. Send it events of its type.`
}

async function decide(parts: FiringParts, row: ListenerRow, told: ToldOnce): Promise<EventAnswer | 'stale'> {
  const { order, skip } = await judge(parts, row, told)
  const before = await parts.reader.findFiring(firingKey(order.firing))
  if (before !== undefined) return answerFrom(before)
  const fired = await (skip === null ? startFired(parts, order) : skipFiring(parts, order, skip))
  switch (fired.type) {
    case 'run':
      return { trigger: row.id, heard: 'new', outcome: { type: 'run', run: fired.run.id } }
    case 'skipped':
      return { trigger: row.id, heard: 'new', outcome: fired }
    case 'stale':
      return 'stale'
  }
}

/** A firing of the trigger that is not decided yet, and why it starts no run; null: it does. */
interface Judged {
  readonly order: FiringOrder
  readonly skip: Skip | null
}

async function judge(parts: FiringParts, row: ListenerRow, told: ToldOnce): Promise<Judged> {
  const { event } = told
  const plan = await parts.planFor(row)
  if (!plan.ok)
    return { order: orderFor(parts, { row, told, key: event }), skip: { reason: 'refused', detail: plan.error } }
  const scope = triggerScope(plan.value, eventScope(event))
  const key = eventKey(row.definition, event, scope)
  if (!key.ok) {
    const skip: Skip = { reason: 'refused', detail: explain('dedupe', key.error) }
    return { order: orderFor(parts, { row, told, key: event }), skip }
  }
  return { order: orderFor(parts, { row, told, key: key.value }), skip: whySkipped(row, told, scope) }
}

function whySkipped({ definition }: ListenerRow, { depth }: ToldOnce, scope: ExpressionScope): Skip | null {
  const passes = passesFilter(definition, scope)
  if (!passes.ok) return { reason: 'filtered', detail: explain('filter', passes.error) }
  if (!passes.value) return FILTERED
  return depth > CHAIN_MAX ? LOOP : null
}

const FILTERED: Skip = { reason: 'filtered', detail: 'The filter of the trigger does not let it through.' }

const LOOP: Skip = {
  reason: 'loop',
  detail: `${CHAIN_MAX} runs stand before this one, each started by the one before it: the WorkCharts start each other in a circle. Narrow the event or the filter of one of them.`,
}

function explain(where: string, { expression, message }: ExpressionError): string {
  return `The \`${where}\` of the trigger, ${quoted(expression.trim())}, can not be worked out: ${message}`
}

interface Hearing {
  readonly row: ListenerRow
  readonly told: ToldOnce
  readonly key: EventKey
}

function orderFor({ clock }: FiringParts, { row, told, key }: Hearing): FiringOrder {
  const { event, depth } = told
  const { source, id, type } = event
  return {
    firing: {
      trigger: row.id,
      cause: { type: 'event', source: key.source, id: key.id },
      revision: 1,
      instant: clock.now(),
      by: SCHEDULER,
      note: null,
    },
    cause: { type: 'event', trigger: row.id, event: type, source, id, depth },
    event: eventScope(event),
    beside: [],
    trigger: row,
    after: null,
  }
}

function answerFrom({ trigger, outcome }: FiringRow): EventAnswer {
  if (outcome.type === 'waiting') return silent(trigger, 'It waits for its turn.')
  return { trigger, heard: 'known', outcome }
}
