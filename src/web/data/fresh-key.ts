import { idempotencyKey, KEY_BYTES } from '../../api/contract/idempotency-key.ts'

/** A name for one thing a person does, however often it has to be sent. */
export function freshKey(): string {
  return idempotencyKey(Date.now(), crypto.getRandomValues(new Uint8Array(KEY_BYTES)))
}
