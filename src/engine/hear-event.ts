import { quoted } from '../core/basics/quoted.ts'
import type { Timestamp } from '../core/basics/timestamp.ts'
import type { CloudEvent } from '../core/event/cloud-event.ts'
import { eventScope } from '../core/event/cloud-event.ts'
import type { EventKey } from '../core/event/judge-event.ts'
import { eventKey, matchesType, passesFilter } from '../core/event/judge-event.ts'
import type { ExpressionError } from '../core/expression/evaluate.ts'
import type { Plan } from '../core/plan/plan.ts'
import { CHAIN_MAX } from '../core/run/told-by-runs.ts'
import { triggerScope } from '../core/run/trigger-inputs.ts'
import type { EventTrigger } from '../core/workflow/workflow.ts'
import type { EventAnswer } from './events.ts'
import type { FiringOrder, FiringParts, Skip } from './start-fired.ts'
import { SCHEDULER, skipFiring, startFired } from './start-fired.ts'
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
    const detail = whySilent(row, told.event)
    if (row === undefined || !isListener(row) || detail !== undefined) return silent(trigger, detail ?? GONE)
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
function whySilent(row: TriggerRow | undefined, { type }: CloudEvent): string | undefined {
  if (row === undefined || !isListener(row)) return GONE
  if (!row.enabled) return 'The trigger is off. Switch it on in the WorkChart and publish it.'
  if (row.pause !== null) return 'The trigger is paused. Resume it, then send the event again.'
  if (matchesType(row.definition.event, type)) return undefined
  return `The trigger waits for ${quoted(row.definition.event)}, and this event is ${quoted(type)}. Send it events of its type.`
}

async function decide(parts: FiringParts, row: ListenerRow, told: ToldOnce): Promise<EventAnswer | 'stale'> {
  const { event, depth } = told
  const plan = await parts.planFor(row)
  if (!plan.ok) return await skipped(parts, heardAs(parts, { row, told, key: event }), refusal(plan.error))
  const scope = triggerScope(plan.value, eventScope(event))
  const key = eventKey(row.definition, event, scope)
  const heard = heardAs(parts, { row, told, key: key.ok ? key.value : event })
  const before = await parts.reader.findFiring(firingKey(heard.order.firing))
  if (before !== undefined) return answerFrom(before, 'known')
  if (!key.ok) return await skipped(parts, heard, { reason: 'refused', detail: explain('dedupe', key.error) })
  const passes = passesFilter(row.definition, scope)
  if (!passes.ok) return await skipped(parts, heard, { reason: 'filtered', detail: explain('filter', passes.error) })
  if (!passes.value) return await skipped(parts, heard, FILTERED)
  if (depth > CHAIN_MAX) return await skipped(parts, heard, LOOP)
  return await started(parts, heard, plan.value)
}

const FILTERED: Skip = { reason: 'filtered', detail: 'The filter of the trigger does not let it through.' }

const LOOP: Skip = {
  reason: 'loop',
  detail: `${CHAIN_MAX} runs stand before this one, each started by the one before it: the WorkCharts start each other in a circle. Narrow the event or the filter of one of them.`,
}

function refusal(detail: string): Skip {
  return { reason: 'refused', detail }
}

function explain(where: string, { expression, message }: ExpressionError): string {
  return `The \`${where}\` of the trigger, ${quoted(expression.trim())}, can not be worked out: ${message}`
}

interface Hearing {
  readonly row: ListenerRow
  readonly told: ToldOnce
  readonly key: EventKey
}

interface Heard {
  readonly order: FiringOrder
}

/** One firing of the trigger, not decided yet. */
function heardAs({ clock }: FiringParts, { row, told, key }: Hearing): Heard {
  const { event, depth } = told
  const { source, id, type } = event
  const came: Timestamp = clock.now()
  return {
    order: {
      firing: {
        trigger: row.id,
        cause: { type: 'event', source: key.source, id: key.id },
        revision: 1,
        instant: came,
        by: SCHEDULER,
        note: null,
      },
      cause: { type: 'event', trigger: row.id, event: type, source, id, depth },
      event: eventScope(event),
      beside: [],
      trigger: row,
      after: null,
    },
  }
}

async function started(parts: FiringParts, { order }: Heard, plan: Plan): Promise<EventAnswer | 'stale'> {
  const planned = { ...parts, planFor: async () => ({ ok: true, value: plan }) as const }
  const run = await startFired(planned, order)
  return run === 'stale' ? 'stale' : await stored(parts, order)
}

async function skipped(parts: FiringParts, { order }: Heard, skip: Skip): Promise<EventAnswer | 'stale'> {
  const outcome = await skipFiring(parts, order, skip)
  return outcome === 'stale' ? 'stale' : await stored(parts, order)
}

/** As it was stored: whoever sends the event again gets the same. */
async function stored({ reader }: FiringParts, { firing }: FiringOrder): Promise<EventAnswer | 'stale'> {
  const row = await reader.findFiring(firingKey(firing))
  return row === undefined ? 'stale' : answerFrom(row, 'new')
}

function answerFrom({ trigger, outcome }: FiringRow, heard: EventAnswer['heard']): EventAnswer {
  if (outcome.type === 'waiting') return silent(trigger, 'It waits for its turn.')
  return { trigger, heard, outcome }
}
