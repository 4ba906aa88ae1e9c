import type { MadeWebhook as MadeRecord, WebhookRecord } from '../../engine/webhooks.ts'
import type { MadeWebhook, Webhook } from '../contract/webhooks.ts'
import { iso } from './instants.ts'
import { actorView } from './names.ts'

export function webhookView({ id, trigger, by, at, previousUntil }: WebhookRecord): Webhook {
  return {
    trigger,
    path: `/hooks/${id}`,
    by: actorView(by),
    at: iso(at),
    previousUntil: previousUntil === null ? null : iso(previousUntil),
  }
}

export function madeWebhookView(made: MadeRecord): MadeWebhook {
  return { ...webhookView(made), secret: made.secret }
}
