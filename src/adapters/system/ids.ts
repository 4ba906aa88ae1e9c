import { createHash, randomBytes, randomUUIDv7 } from 'node:crypto'
import type { Ids } from '../../engine/ports.ts'

const SALT_BYTES = 16

export const systemIds: Ids = {
  next: () => randomUUIDv7(),
  random: () => Math.random(),
  salt: () => randomBytes(SALT_BYTES).toString('hex'),
  sha256: (text) => createHash('sha256').update(text).digest('hex'),
}
