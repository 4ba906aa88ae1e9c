import type { JsonObject } from '../../src/core/basics/json.ts'
import { addProofLine, NO_PROOF, sealLine } from '../../src/core/receipt/export.ts'
import { sha256 } from './runs.ts'

/** The lines of an export with a seal that fits them, as whoever can write a file but not sign it would make it. */
export function sealed(lines: readonly string[]): readonly string[] {
  const heads = new Map<string, string>()
  let [proof, receipts] = [NO_PROOF, 0]
  for (const line of lines) {
    const value = JSON.parse(line) as JsonObject
    if ('kind' in value) {
      heads.set(String(value['run']), sha256(line))
      receipts += 1
    } else {
      const signed = value['schema'] === 'workcharts.inclusion/1' ? Number(value['number']) : 0
      proof = { ...addProofLine(proof, line, sha256), signed: proof.signed + signed }
    }
  }
  return [...lines, sealLine({ receipts, heads }, proof, sha256)]
}
