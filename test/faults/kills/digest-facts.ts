import { createHash } from 'node:crypto'
import type { StoredEvent } from '../../../src/engine/store.ts'

/** SHA-256 of the first `version` facts, byte for byte; null where not all of them are there. */
export function digestFacts(facts: readonly StoredEvent[], version: number): string | null {
  const promised = facts.slice(0, version)
  if (promised.length < version || promised.some(({ seq }, index) => seq !== index + 1)) return null
  const hash = createHash('sha256')
  for (const { event } of promised) hash.update(JSON.stringify(event)).update('\n')
  return hash.digest('hex')
}
