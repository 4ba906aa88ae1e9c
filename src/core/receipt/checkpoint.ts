import type { Json, JsonObject } from '../basics/json.ts'
import { canonicalJson } from '../basics/json.ts'
import type { Sha256 } from '../basics/sha256.ts'
import type { MerkleTree } from './merkle.ts'
import { merkleTree } from './merkle.ts'

/** How an Ed25519 signature is checked, lent to the core by whoever calls it. All but the text is hexadecimal. */
export interface SignatureCheck {
  readonly sha256: Sha256
  /** Whether the key made this signature over the text. False as well where it is no key. */
  readonly verify: (signed: { readonly text: string; readonly key: string; readonly signature: string }) => boolean
  /** SHA-256 of the bytes of a public key (SPKI, DER). */
  readonly fingerprint: (key: string) => string
}

/**
 * What is signed: that until now there were so many receipts, and where the chains ended that went on since the
 * checkpoint before. It names that one by its hash: none can be left out or put in later.
 */
export interface Checkpoint {
  readonly schema: 'workcharts.checkpoint/1'
  /** From 1. */
  readonly number: number
  /** ISO 8601, UTC: when it was signed. */
  readonly at: string
  /** The hash of the checkpoint before it; of the first, what its key begins with. */
  readonly previous: string
  /** How many receipts of all there are it covers, with those before it; they are the first that were written. */
  readonly receipts: number
  /** Chains that went on, each a leaf of the tree, by the id of its run. */
  readonly chains: number
  readonly root: string
  /** The public key: SPKI, DER. */
  readonly key: string
}

/** The end of a run's chain, as a checkpoint finds it. */
export interface ChainEnd {
  readonly run: string
  /** Of its last receipt. */
  readonly number: number
  /** The hash of that receipt. */
  readonly head: string
}

/** What a checkpoint is about; `ends` by run, each run once, at least one. */
export interface CheckpointOrder extends Omit<Checkpoint, 'schema' | 'chains' | 'root' | 'previous'> {
  /** The line of the checkpoint before; undefined: this is the first. */
  readonly after: string | undefined
  readonly ends: readonly ChainEnd[]
}

/** A checkpoint that is not signed yet. */
export function makeCheckpoint({ after, ends, ...order }: CheckpointOrder, sha256: Sha256): Checkpoint {
  return {
    schema: 'workcharts.checkpoint/1',
    ...order,
    previous: after === undefined ? firstCheckpointAfter(order.key, sha256) : sha256(after),
    chains: ends.length,
    root: treeOf(ends, sha256).root,
  }
}

/** What the first checkpoint of a key names as the one before it. */
export function firstCheckpointAfter(key: string, sha256: Sha256): string {
  return sha256(`workcharts.checkpoints/1 ${key}`)
}

export function treeOf(ends: readonly ChainEnd[], sha256: Sha256): MerkleTree {
  return merkleTree(ends.map(leafOf), sha256)
}

export function leafOf({ run, number, head }: ChainEnd): string {
  return `${run} ${number} ${head}`
}

/** What the signature is over. */
export function signedText(checkpoint: Checkpoint): string {
  return canonicalJson({ ...checkpoint })
}

/** The line of a checkpoint, as it is kept and exported. */
export function checkpointLine(checkpoint: Checkpoint, signature: string): string {
  return canonicalJson({ ...checkpoint, signature })
}

/** Ed25519: one spelling for each signature, so that no bit of a line can change unseen. */
const SIGNATURE = /^[0-9a-f]{128}$/
const HASH = /^[0-9a-f]{64}$/
const KEY = /^[0-9a-f]{2,1000}$/

/** A line that says of itself it is a checkpoint; undefined: it is none that could be signed. */
export function readCheckpoint(line: JsonObject): SignedCheckpoint | undefined {
  const { signature, ...rest } = line
  const { number, at, previous, receipts, chains, root, key } = rest
  if (!(isCount(number) && isCount(receipts) && isCount(chains) && typeof at === 'string')) return undefined
  if (!(matches(previous, HASH) && matches(root, HASH) && matches(key, KEY) && matches(signature, SIGNATURE)))
    return undefined
  const schema = 'workcharts.checkpoint/1'
  return { number, at, previous, receipts, chains, root, key, schema, signature, text: canonicalJson(rest) }
}

export interface SignedCheckpoint extends Checkpoint {
  readonly signature: string
  /** What the signature is over. */
  readonly text: string
}

export function isCount(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

export function matches(value: Json | undefined, form: RegExp): value is string {
  return typeof value === 'string' && form.test(value)
}

/** A fingerprint as people read and compare it: in groups of four. */
export function groupedFingerprint(fingerprint: string): string {
  return fingerprint.replace(/(.{4})(?=.)/g, '$1 ')
}

/** What somebody typed as a fingerprint, with or without groups; undefined: it is none. */
export function readFingerprint(typed: string): string | undefined {
  const digits = typed.replace(/[\s:-]/g, '').toLowerCase()
  return HASH.test(digits) ? digits : undefined
}
