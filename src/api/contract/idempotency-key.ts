/** A UUID of version 7 (RFC 9562): runs are listed by their ids, so these must tell the time. */
export const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** Bytes of chance in a key. */
export const KEY_BYTES = 10

/**
 * An `Idempotency-Key`: a UUID of version 7 (RFC 9562), so that a run started under it takes its place in time. `nowMs`
 * counts from the Unix epoch; `chance` holds `KEY_BYTES` random bytes.
 */
export function idempotencyKey(nowMs: number, chance: Uint8Array): string {
  const time = nowMs.toString(16).padStart(12, '0')
  const [first = 0, second = 0, third = 0, ...rest] = chance.subarray(0, KEY_BYTES)
  const version = hex(0x70 | (first & 0x0f)) + hex(second)
  const variant = hex(0x80 | (third & 0x3f)) + hex(rest[0] ?? 0)
  return [time.slice(0, 8), time.slice(8), version, variant, rest.slice(1).map(hex).join('').padEnd(12, '0')].join('-')
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}
