import { assertNever } from '../basics/assert-never.ts'
import { known } from '../basics/known.ts'
import type { Sha256 } from '../basics/sha256.ts'
import type { SignedCheckpoint } from './checkpoint.ts'
import { firstCheckpointAfter } from './checkpoint.ts'
import type { ProofSoFar } from './export.ts'
import { addProofLine, genesisHash, NO_PROOF } from './export.ts'
import type { Inclusion } from './inclusion.ts'
import { leadsTo } from './inclusion.ts'
import type { ReadLine, ReceiptLine } from './read-line.ts'

/** The first place where an export is not what was written. */
export interface Tampering {
  /** From 1. */
  readonly line: number
  readonly message: string
}

/** How far the lines of an export have been followed. Collects while one file is checked. */
export interface Following {
  lines: number
  /** Of the last receipt. */
  run: string
  readonly chains: Map<string, Chain>
  /** By run and number. */
  readonly receipts: Map<string, Place>
  /** The last one, which is the newest. */
  checkpoint: KnownCheckpoint | undefined
  proof: ProofSoFar
}

interface Chain {
  readonly count: number
  readonly head: string
  readonly genesis: string
  /** How many of its receipts a checkpoint vouches for. */
  readonly signed: number
}

interface Place {
  readonly line: number
  readonly hash: string
  readonly at: string
}

interface KnownCheckpoint extends SignedCheckpoint {
  readonly hash: string
  /** The last leaf that was shown; -1: none yet. */
  readonly leaf: number
}

export function beginFollowing(): Following {
  return { lines: 0, run: '', chains: new Map(), receipts: new Map(), checkpoint: undefined, proof: NO_PROOF }
}

/** Goes on by one line, or says what is wrong. What is known so far is changed. */
export function followLine(following: Following, read: ReadLine, sha256: Sha256): Tampering | undefined {
  following.lines += 1
  const here = (message: string | undefined): Tampering | undefined =>
    message === undefined ? undefined : { line: following.lines, message }
  switch (read.type) {
    case 'receipt':
      return here(followReceipt(following, read, sha256))
    case 'checkpoint':
      following.proof = addProofLine(following.proof, read.line, sha256)
      return here(followCheckpoint(following, { ...read.checkpoint, hash: read.hash, leaf: -1 }, sha256))
    case 'inclusion':
      following.proof = addProofLine(following.proof, read.line, sha256)
      return here(followInclusion(following, read.inclusion, sha256)) ?? keepSigned(following, read.inclusion)
    case 'unreadable':
      return here(read.message)
    default:
      return assertNever(read)
  }
}

/** Adds a line to its run's chain, or says what is wrong with it. */
function followReceipt(following: Following, receipt: ReceiptLine, sha256: Sha256): string | undefined {
  const { chains, receipts, lines } = following
  const { run, number, previous, at, plan, hash } = receipt
  const misplaced = misplacedReceipt(following, receipt)
  if (misplaced !== undefined) return misplaced
  const last = chains.get(run)
  if (last !== undefined && previous !== last.head) {
    const before = known(receipts.get(placeOf(run, number - 1)))
    return `Receipt ${number} of run ${run} does not follow the one before it, which was changed (line ${before.line}).`
  }
  const genesis = last?.genesis ?? previous
  if (plan !== undefined && genesis !== genesisHash(plan, run, sha256))
    return `The chain of run ${run} does not begin with its plan.`
  chains.set(run, { count: number, head: hash, genesis, signed: 0 })
  receipts.set(placeOf(run, number), { line: lines, hash, at })
  following.run = run
  return undefined
}

/** Receipts stand by run and number, in front of what proves them. */
function misplacedReceipt(
  { chains, run: last, checkpoint }: Following,
  { run, number }: ReceiptLine,
): string | undefined {
  if (checkpoint !== undefined) return 'A receipt stands behind the checkpoints.'
  if (run < last || number !== (chains.get(run)?.count ?? 0) + 1)
    return `Receipt ${number} of run ${run} is out of order.`
  return undefined
}

function followCheckpoint(following: Following, next: KnownCheckpoint, sha256: Sha256): string | undefined {
  const last = following.checkpoint
  if (last !== undefined && next.key !== last.key)
    return `Checkpoint ${next.number} is signed with another key than the one before it.`
  if (last !== undefined && next.number <= last.number) return `Checkpoint ${next.number} is out of order.`
  if (previousKnown(last, next, sha256) !== next.previous)
    return `Checkpoint ${next.number} does not follow the one before it.`
  following.checkpoint = next
  return undefined
}

/** Those that prove nothing of an export are left out of it: then only the signature says what it follows. */
function previousKnown(last: KnownCheckpoint | undefined, next: KnownCheckpoint, sha256: Sha256): string {
  if (next.number === 1) return firstCheckpointAfter(next.key, sha256)
  return last !== undefined && next.number === last.number + 1 ? last.hash : next.previous
}

function followInclusion({ checkpoint, chains }: Following, shown: Inclusion, sha256: Sha256): string | undefined {
  const { run, number, leaf } = shown
  if (checkpoint?.number !== shown.checkpoint) return `Checkpoint ${shown.checkpoint} does not stand before this line.`
  if (leaf <= checkpoint.leaf) return 'The line is out of order.'
  if (!leadsTo(shown, checkpoint, sha256))
    return `The line does not lead to what checkpoint ${checkpoint.number} signed.`
  const chain = chains.get(run)
  if (chain === undefined || chain.count < number) return `Receipt ${number} of run ${run} was signed and is not here.`
  return chain.signed === 0 ? undefined : `Run ${run} is proved twice.`
}

/** What was signed is what stands here, or else which receipt is not. */
function keepSigned(following: Following, { run, number, head, leaf }: Inclusion): Tampering | undefined {
  const [chain, receipt] = [known(following.chains.get(run)), known(following.receipts.get(placeOf(run, number)))]
  if (receipt.hash !== head)
    return { line: receipt.line, message: `Receipt ${number} of run ${run} is not the one that was signed.` }
  following.checkpoint = { ...known(following.checkpoint), leaf }
  following.proof = { ...following.proof, signed: following.proof.signed + number }
  following.chains.set(run, { ...chain, signed: number })
  return undefined
}

export function placeOf(run: string, number: number): string {
  return `${number} ${run}`
}
