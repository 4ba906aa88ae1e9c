import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { readRequest } from '../../core/event/read-request.ts'
import type { ApiParts } from '../api-parts.ts'
import { EVENTS_PATH, eventReceipt } from '../contract/events.ts'
import { headersOf, readEventBody, textOf } from '../event-body.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { fromEventProblem, fromEventRefusal } from '../problems/from-event-refusal.ts'
import { refuse } from '../problems/refuse.ts'
import { eventReceiptView, isKnown } from '../views/event-receipt.ts'
import { problemAnswer } from './answers.ts'

const send = createRoute({
  method: 'post',
  path: EVENTS_PATH,
  summary: 'Send a CloudEvent, in structured or in binary mode',
  request: { body: { required: true, content: { 'application/cloudevents+json': { schema: z.looseObject({}) } } } },
  responses: {
    200: { description: 'It was decided before.', content: { 'application/json': { schema: eventReceipt } } },
    202: { description: 'What each trigger did.', content: { 'application/json': { schema: eventReceipt } } },
    default: problemAnswer,
  },
})

export function addEventRoutes(app: OpenAPIHono<ApiEnv>, { events }: ApiParts): void {
  app.openAPIRegistry.registerPath(send)
  app.post(EVENTS_PATH, async (c) => {
    const body = await readEventBody(c.req.raw)
    if (!body.ok) return refuse(c, body.error)
    const text = textOf(body.value)
    if (text === undefined) return refuse(c, { code: 'event-not-json', detail: 'The body is not UTF-8. Send UTF-8.' })
    const event = readRequest({ headers: headersOf(c.req.raw), body: text })
    if (!event.ok) return refuse(c, fromEventRefusal(event.error))
    const received = await events.receive({ event: event.value, only: null, depth: 0 })
    if (!received.ok) return refuse(c, fromEventProblem(received.error))
    return c.json(eventReceiptView(event.value, received.value), isKnown(received.value) ? 200 : 202)
  })
}
