import { known } from '../basics/known.ts'
import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import { fromIsoTime } from '../basics/timestamp.ts'
import type { SignatureCheck } from './checkpoint.ts'
import { firstSealLine, sealLine } from './export.ts'
import type { Following, Tampering } from './follow-lines.ts'
import { beginFollowing, followLine, placeOf } from './follow-lines.ts'
import { readLine } from './read-line.ts'

export interface Verified {
  readonly receipts: number
  readonly runs: number
  /** Null: nothing in it is signed. */
  readonly signed: Signed | null
}

/** What the signatures prove, to whoever knows whose key it is. */
export interface Signed {
  /** Of those in the file. The others came later and are not signed yet. */
  readonly receipts: number
  /** All that there were when the newest checkpoint was signed, in the file or not. */
  readonly of: number
  /** ISO 8601, UTC: when the newest checkpoint was signed. */
  readonly at: string
  /** SHA-256 of the public key. */
  readonly fingerprint: string
}

/** A turn may be this long under way when a checkpoint is signed; what is older than that should be in it. */
const UNDER_WAY_MS = 60_000

/**
 * Checks an export by itself: every line is canonical, every run's chain is unbroken from its genesis, what is signed
 * leads to its checkpoint, and the seal fits. That nothing was changed since it was signed is proved to whoever knows
 * the fingerprint; what is not signed could have been written anew with its seal.
 */
export function verifyExport(text: string, check: SignatureCheck): Result<Verified, Tampering> {
  const lines = text.split('\n')
  if (lines.pop() !== '') return err({ line: lines.length + 1, message: 'The file does not end with a line break.' })
  const seal = lines.pop()
  if (seal === undefined) return err({ line: 1, message: 'The file is empty.' })
  const following = beginFollowing()
  for (const line of lines) {
    const problem = followLine(following, readLine(line, check), check.sha256)
    if (problem !== undefined) return err(problem)
  }
  return endFollowing(following, seal, check)
}

/** The last line of an export, and what it all comes to. */
export function endFollowing(following: Following, seal: string, check: SignatureCheck): Result<Verified, Tampering> {
  const { chains, receipts, proof } = following
  const ends = { receipts: receipts.size, heads: new Map([...chains].map(([run, { head }]) => [run, head])) }
  const isSealed =
    seal === sealLine(ends, proof, check.sha256) || (proof.lines === 0 && seal === firstSealLine(ends, check.sha256))
  const unproved = firstUnproved(following)
  if (unproved !== undefined) return err(unproved)
  if (!isSealed) return err({ line: following.lines + 1, message: 'The seal does not fit the lines before it.' })
  return ok({ receipts: receipts.size, runs: chains.size, signed: signedOf(following, check) })
}

/** A receipt from before the newest checkpoint has its proof: without one it may be anything. */
function firstUnproved({ chains, receipts, checkpoint }: Following): Tampering | undefined {
  if (checkpoint === undefined) return undefined
  const signedAt = fromIsoTime(checkpoint.at)
  for (const [run, { count, signed }] of chains) {
    if (signed === count) continue
    const next = known(receipts.get(placeOf(run, signed + 1)))
    // What says no time may be from any.
    if (!(fromIsoTime(next.at) >= signedAt - UNDER_WAY_MS))
      return {
        line: next.line,
        message: `Receipt ${signed + 1} of run ${run} is older than the last checkpoint, and nothing that is signed vouches for it.`,
      }
  }
  return undefined
}

function signedOf({ checkpoint, proof }: Following, { fingerprint }: SignatureCheck): Signed | null {
  if (checkpoint === undefined) return null
  const { receipts: of, at, key } = checkpoint
  return { receipts: proof.signed, of, at, fingerprint: fingerprint(key) }
}
