import { idempotencyKey, KEY_BYTES } from '../../api/contract/idempotency-key.ts'

/** A name for one thing a person does, however often it has to be sent. */
export function freshKey(): string {
  return idempotencyKey(Date.now(), crypto.getRandomValues(new Uint8Array(KEY_BYTES)))
}

/** The same for one of many rows: their place comes before the chance, so that their runs stay in their order. */
export function freshRowKey(place: number): string {
  const chance = crypto.getRandomValues(new Uint8Array(KEY_BYTES))
  chance.set([place >> 8, place & 0xff])
  return idempotencyKey(Date.now(), chance)
}
