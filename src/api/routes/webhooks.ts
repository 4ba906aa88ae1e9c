import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import type { ApiParts } from '../api-parts.ts'
import { triggerParams } from '../contract/triggers.ts'
import { madeWebhook, webhook } from '../contract/webhooks.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { fromWebhookProblem } from '../problems/from-webhook-problem.ts'
import { refuse } from '../problems/refuse.ts'
import { madeWebhookView, webhookView } from '../views/webhook.ts'
import { answers, body, created } from './answers.ts'
import { nothing } from './nothing.ts'

const OF_TRIGGER = { params: triggerParams, body: body(nothing) }

const create = createRoute({
  method: 'post',
  path: '/api/v1/triggers/{id}/webhook',
  summary: 'Give an event trigger an address of its own, with a secret that is shown this once',
  request: OF_TRIGGER,
  responses: created(madeWebhook, 'The address and its secret.'),
})

const rotate = createRoute({
  method: 'post',
  path: '/api/v1/triggers/{id}/webhook/rotate',
  summary: 'Give the address a new secret; the one before is taken for 24 hours more',
  request: OF_TRIGGER,
  responses: answers(madeWebhook, 'The address and its new secret.'),
})

const remove = createRoute({
  method: 'post',
  path: '/api/v1/triggers/{id}/webhook/remove',
  summary: 'Remove the address and erase its secrets',
  request: OF_TRIGGER,
  responses: answers(webhook, 'It is not known any more.'),
})

export function addWebhookRoutes(app: OpenAPIHono<ApiEnv>, { webhooks }: ApiParts): void {
  app.openapi(create, async (c) => {
    const made = await webhooks.create({ trigger: c.req.valid('param').id, by: c.get('actor') })
    return made.ok ? c.json(madeWebhookView(made.value), 201) : refuse(c, fromWebhookProblem(made.error))
  })
  app.openapi(rotate, async (c) => {
    const made = await webhooks.rotate(c.req.valid('param').id)
    return made.ok ? c.json(madeWebhookView(made.value), 200) : refuse(c, fromWebhookProblem(made.error))
  })
  app.openapi(remove, async (c) => {
    const removed = await webhooks.remove(c.req.valid('param').id)
    return removed.ok ? c.json(webhookView(removed.value), 200) : refuse(c, fromWebhookProblem(removed.error))
  })
}
