import type { Result } from '../core/basics/result.ts'
import type { Timestamp } from '../core/basics/timestamp.ts'
import type { ActorId } from '../core/run/ids.ts'
import type { Delivery, DeliveryHeaders } from '../core/webhook/read-delivery.ts'
import type { VaultProblem } from './ports.ts'

/** Addresses at which event triggers take signed deliveries: people make, renew and remove them. A trigger has one at most. */
export interface Webhooks {
  /** In the order they were made, without their secrets. */
  readonly list: () => Promise<readonly WebhookRecord[]>
  readonly create: (order: WebhookOrder) => Promise<Result<MadeWebhook, WebhookProblem>>
  /** Gives it a new secret; the one before is taken for `ROTATION_MS` more, one before that no longer. */
  readonly rotate: (trigger: string) => Promise<Result<MadeWebhook, WebhookProblem>>
  /** Its address is not known any more from then on, and its secrets are erased. */
  readonly remove: (trigger: string) => Promise<Result<WebhookRecord, WebhookProblem>>
  /** The one of an address, by the last part of it. Undefined: there is none, or it was removed. */
  readonly find: (id: string) => Promise<WebhookRecord | undefined>
  /** Whether a delivery to it is signed, and when and under which id. */
  readonly check: (webhook: string, request: SignedRequest) => Promise<Result<Delivery, DeliveryProblem>>
}

export interface WebhookOrder {
  /** `<workflow>/<trigger>`. */
  readonly trigger: string
  readonly by: ActorId
}

export interface WebhookRecord {
  readonly id: string
  readonly trigger: string
  readonly by: ActorId
  readonly at: Timestamp
  /** How long the secret before is taken; null: it is not. */
  readonly previousUntil: Timestamp | null
}

/** With its secret, which is shown this once. */
export interface MadeWebhook extends WebhookRecord {
  readonly secret: string
}

export interface SignedRequest {
  readonly headers: DeliveryHeaders
  /** As it came. */
  readonly body: Uint8Array
}

/** A day: time enough to give the new secret to everybody who signs. */
export const ROTATION_MS = 24 * 60 * 60_000

/** Why nothing was changed. */
export type WebhookProblem =
  | { readonly code: 'trigger-unknown'; readonly trigger: string }
  | { readonly code: 'trigger-no-event'; readonly trigger: string }
  | { readonly code: 'webhook-exists'; readonly trigger: string }
  | { readonly code: 'webhook-unknown'; readonly trigger: string }
  | { readonly code: 'webhook-changed'; readonly trigger: string }
  | VaultProblem

/** Why a delivery is not taken. */
export type DeliveryProblem =
  /** Two sentences: what is wrong, and what to do. */
  { readonly code: 'delivery-unsigned'; readonly detail: string } | VaultProblem
