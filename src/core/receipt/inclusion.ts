import type { JsonObject } from '../basics/json.ts'
import { canonicalJson } from '../basics/json.ts'
import type { Sha256 } from '../basics/sha256.ts'
import type { ChainEnd } from './checkpoint.ts'
import { isCount, leafOf, matches } from './checkpoint.ts'
import type { MerkleTree } from './merkle.ts'
import { pathOf, rootOver } from './merkle.ts'

/** That the end of a chain is a leaf of a checkpoint's tree. */
export interface Inclusion extends ChainEnd {
  readonly schema: 'workcharts.inclusion/1'
  /** The number of the checkpoint, whose line stands before it. */
  readonly checkpoint: number
  /** Which leaf of the tree, from 0. */
  readonly leaf: number
  /** What is hashed with it on the way to the root. */
  readonly path: readonly string[]
}

export interface InclusionOrder {
  readonly checkpoint: number
  readonly end: ChainEnd
  readonly leaf: number
  readonly tree: MerkleTree
}

export function inclusionLine({ checkpoint, end, leaf, tree }: InclusionOrder): string {
  const { run, number, head } = end
  return canonicalJson({
    schema: 'workcharts.inclusion/1',
    checkpoint,
    run,
    number,
    head,
    leaf,
    path: pathOf(tree, leaf),
  })
}

/** Deeper than any tree: a checkpoint has some thousand leaves. */
const PATH_MAX = 64
const HASH = /^[0-9a-f]{64}$/

/** A line that says of itself it is an inclusion; undefined: it is none that could prove anything. */
export function readInclusion(line: JsonObject): Inclusion | undefined {
  const { checkpoint, run, number, head, leaf, path } = line
  if (!(isCount(checkpoint) && isCount(number) && number > 0 && isCount(leaf) && typeof run === 'string'))
    return undefined
  if (!(matches(head, HASH) && Array.isArray(path) && path.length <= PATH_MAX)) return undefined
  const hashes = path.filter((hash) => matches(hash, HASH))
  if (hashes.length !== path.length) return undefined
  return { schema: 'workcharts.inclusion/1', checkpoint, run, number, head, leaf, path: hashes }
}

/** Whether it leads to this root. */
export function leadsTo({ leaf, path, ...end }: Inclusion, tree: Tree, sha256: Sha256): boolean {
  return rootOver({ leaf: leafOf(end), index: leaf, size: tree.chains, path }, sha256) === tree.root
}

interface Tree {
  readonly root: string
  readonly chains: number
}
