import type { Context } from 'hono'
import { Hono } from 'hono'
import type { Result } from '../core/basics/result.ts'
import { err } from '../core/basics/result.ts'
import type { CloudEvent } from '../core/event/cloud-event.ts'
import type { EventRefusal } from '../core/event/read-request.ts'
import { readSigned } from '../core/event/read-request.ts'
import type { Events } from '../engine/events.ts'
import type { FiringReader } from '../engine/trigger-row.ts'
import type { DeliveryProblem, WebhookRecord, Webhooks } from '../engine/webhooks.ts'
import { headersOf, readEventBody, textOf } from './event-body.ts'
import { fromEventProblem, fromEventRefusal } from './problems/from-event-refusal.ts'
import { onError } from './problems/on-error.ts'
import { refuse } from './problems/refuse.ts'
import { eventReceiptView, isKnown } from './views/event-receipt.ts'

export interface HookParts {
  readonly webhooks: Pick<Webhooks, 'find' | 'check'>
  readonly events: Events
  readonly reader: Pick<FiringReader, 'findTrigger'>
  readonly onProblem: (error: unknown) => void
}

/**
 * The addresses of webhooks and nothing else. No session, no cookie and no name of a host counts here: a delivery is
 * taken because it is signed, or not at all.
 */
export function createHooks(parts: HookParts): Hono {
  const app = new Hono()
  app.onError(onError(parts.onProblem))
  app.notFound((c) => c.body(null, 404))
  app.post('/hooks/:id', (c) => deliver(c, parts, c.req.param('id')))
  app.all('/hooks/:id', (c) => c.body(null, 405, { allow: 'POST' }))
  return app
}

async function deliver(c: Context, parts: HookParts, id: string): Promise<Response> {
  const webhook = await parts.webhooks.find(id)
  if (webhook === undefined) return c.body(null, 404)
  const body = await readEventBody(c.req.raw)
  if (!body.ok) return refuse(c, body.error)
  const headers = {
    id: c.req.header('webhook-id'),
    timestamp: c.req.header('webhook-timestamp'),
    signature: c.req.header('webhook-signature'),
  }
  const delivery = await parts.webhooks.check(webhook.id, { headers, body: body.value })
  if (!delivery.ok) return refuseDelivery(c, parts, delivery.error)
  const event = await readEvent(c, parts, { webhook, delivery: delivery.value.id, body: body.value })
  return event.ok ? await take(c, parts, { webhook, event: event.value }) : refuse(c, fromEventRefusal(event.error))
}

/** A secret that can not be opened is nothing the sender could mend, or should hear of: it tries again later. */
function refuseDelivery(c: Context, { onProblem }: HookParts, problem: DeliveryProblem): Response {
  if (problem.code === 'delivery-unsigned') return refuse(c, problem)
  onProblem(new Error(problem.detail))
  return c.body(null, 503)
}

interface Signed {
  readonly webhook: WebhookRecord
  /** The id of the delivery. */
  readonly delivery: string
  readonly body: Uint8Array
}

async function readEvent(
  c: Context,
  { reader }: HookParts,
  { webhook, delivery, body }: Signed,
): Promise<Result<CloudEvent, EventRefusal>> {
  const text = textOf(body)
  if (text === undefined) return err(NO_TEXT)
  const row = await reader.findTrigger(webhook.trigger)
  const type = row?.definition.type === 'event' ? row.definition.event.replace(/\*$/, '') : NO_TYPE
  const wrapper = { id: delivery, source: `/hooks/${webhook.trigger}`, type }
  return readSigned({ headers: headersOf(c.req.raw), body: text }, wrapper)
}

/** Of a trigger that does not wait for events any more: it hears of none. */
const NO_TYPE = 'unknown'
const NO_TEXT: EventRefusal = { code: 'event-not-json', detail: 'The body is not UTF-8. Send JSON in UTF-8.' }

interface Taken {
  readonly webhook: WebhookRecord
  readonly event: CloudEvent
}

async function take(c: Context, { events }: HookParts, { webhook, event }: Taken): Promise<Response> {
  const received = await events.receive({ event, only: webhook.trigger, depth: 0 })
  if (!received.ok) return refuse(c, fromEventProblem(received.error))
  return c.json(eventReceiptView(event, received.value), isKnown(received.value) ? 200 : 202)
}
