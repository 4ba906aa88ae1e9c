import { z } from 'zod'
import { actor, instant } from './basics.ts'

const address = {
  trigger: z.string(),
  /** Where it takes deliveries, on whatever host leads here. */
  path: z.string(),
  by: actor,
  at: instant,
  /** Until when signatures with the secret before count; null: they do not. */
  previousUntil: instant.nullable(),
}

/** An address at which one trigger takes signed deliveries. */
export const webhook = z.object(address).readonly().meta({ id: 'Webhook' })

export const madeWebhook = z
  .object({
    ...address,
    /** Shown this once. */
    secret: z.string(),
  })
  .readonly()
  .meta({ id: 'MadeWebhook' })

export type MadeWebhook = z.infer<typeof madeWebhook>
export type Webhook = z.infer<typeof webhook>
