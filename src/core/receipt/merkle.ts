import { known } from '../basics/known.ts'
import type { Sha256 } from '../basics/sha256.ts'

/**
 * A tree of hashes in the shape of RFC 6962: neighbours are hashed together, and one that is left over at the end of a
 * level moves up as it is. Leaves and nodes are hashed with a different first byte, so that none passes for the other.
 * Hashes are hexadecimal, and a node is hashed over the text of its two.
 */
export interface MerkleTree {
  readonly root: string
  /** From the leaves up to the root. */
  readonly levels: readonly (readonly string[])[]
}

/** `leaves`: what each is made of, at least one. */
export function merkleTree(leaves: readonly string[], sha256: Sha256): MerkleTree {
  const levels: (readonly string[])[] = [leaves.map((leaf) => leafHash(leaf, sha256))]
  for (let top = known(levels.at(-1)); top.length > 1; top = known(levels.at(-1))) levels.push(levelOver(top, sha256))
  return { root: known(levels.at(-1)?.[0]), levels }
}

/** What is hashed with a leaf on its way to the root, from below. */
export function pathOf({ levels }: MerkleTree, index: number): readonly string[] {
  return levels.flatMap((level, height) => {
    const neighbour = level[neighbourOf(Math.floor(index / 2 ** height))]
    return neighbour === undefined ? [] : [neighbour]
  })
}

export interface MerklePath {
  readonly leaf: string
  readonly index: number
  /** Leaves of the tree. */
  readonly size: number
  readonly path: readonly string[]
}

/** The root that a path leads to; undefined: no path of a tree of this size is so long, or so short. */
export function rootOver({ leaf, index, size, path }: MerklePath, sha256: Sha256): string | undefined {
  if (index >= size) return undefined
  let hash = leafHash(leaf, sha256)
  let [place, width, used] = [index, size, 0]
  while (width > 1) {
    if (neighbourOf(place) < width) {
      const neighbour = path[used]
      if (neighbour === undefined) return undefined
      hash = place % 2 === 0 ? nodeHash(hash, neighbour, sha256) : nodeHash(neighbour, hash, sha256)
      used += 1
    }
    ;[place, width] = [Math.floor(place / 2), Math.ceil(width / 2)]
  }
  return used === path.length ? hash : undefined
}

function levelOver(level: readonly string[], sha256: Sha256): readonly string[] {
  return level.flatMap((hash, index) => {
    if (index % 2 === 1) return []
    const next = level[index + 1]
    return [next === undefined ? hash : nodeHash(hash, next, sha256)]
  })
}

/** The other one of its pair. */
function neighbourOf(place: number): number {
  return place % 2 === 0 ? place + 1 : place - 1
}

function leafHash(leaf: string, sha256: Sha256): string {
  return sha256(`\u0000${leaf}`)
}

function nodeHash(left: string, right: string, sha256: Sha256): string {
  return sha256(`\u0001${left}${right}`)
}
