import type { Timestamp } from '../core/basics/timestamp.ts'
import type { ActorId } from '../core/run/ids.ts'
import type { Delivery } from '../core/webhook/read-delivery.ts'

/** An address at which one event trigger takes signed deliveries (`webhooks`). */
export interface WebhookRow {
  /** 128 random bits, base64url: the address holds nothing else. */
  readonly id: string
  /** `<workflow>/<trigger>`. */
  readonly trigger: string
  /** From 1; rises with every change. */
  readonly revision: number
  /** As the vault sealed them; null: it was removed, and nothing of them is kept. */
  readonly secrets: WebhookSecrets | null
  /** Who made it, and when. */
  readonly by: ActorId
  readonly at: Timestamp
}

export interface WebhookSecrets {
  readonly sealed: string
  /** The one before, while senders still sign with it; null: none. */
  readonly previous: { readonly sealed: string; readonly until: Timestamp } | null
}

/** Questions about webhooks. */
export interface WebhookReader {
  /** Also one that was removed. */
  readonly findWebhook: (id: string) => Promise<WebhookRow | undefined>
  /** Those that were not removed, in the order they were made. */
  readonly listWebhooks: () => Promise<readonly WebhookRow[]>
}

/** What a signature is made of and compared with. */
export interface SignedBytes extends Pick<Delivery, 'prefix' | 'signatures'> {
  /** As they came. */
  readonly body: Uint8Array
}

export interface WebhookSignatures {
  readonly newId: () => string
  readonly newSecret: () => string
  /** Whether one of the signatures was made with one of the secrets. */
  readonly isSigned: (signed: SignedBytes, secrets: readonly string[]) => boolean
  /** In base64, without the name of its version. */
  readonly sign: (signed: Omit<SignedBytes, 'signatures'>, secret: string) => string
}
