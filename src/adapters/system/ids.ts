import { createHmac, hash, randomBytes, randomUUIDv7 } from 'node:crypto'
import type { Ids } from '../../engine/ports.ts'

const SALT_BYTES = 16
/** Chance is fetched for so many salts at once: asking the system for each costs more than the salt. */
const SALTS_AT_ONCE = 256

export const systemIds: Ids = {
  next: () => randomUUIDv7(),
  random: () => Math.random(),
  salt: createSalts(),
  sha256: (text) => hash('sha256', text),
  hmac: (secret, text) => createHmac('sha256', Buffer.from(secret, 'hex')).update(text).digest('hex'),
}

function createSalts(): () => string {
  let bytes = Buffer.alloc(0)
  return () => {
    if (bytes.length === 0) bytes = randomBytes(SALT_BYTES * SALTS_AT_ONCE)
    const salt = bytes.toString('hex', 0, SALT_BYTES)
    bytes = bytes.subarray(SALT_BYTES)
    return salt
  }
}
