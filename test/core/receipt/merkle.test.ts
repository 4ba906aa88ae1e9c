import { expect, it } from 'vitest'
import { merkleTree, pathOf, rootOver } from '../../../src/core/receipt/merkle.ts'
import { sha256 } from '../../support/runs.ts'

const leavesOf = (size: number): readonly string[] => Array.from({ length: size }, (_, index) => `leaf ${index}`)

/** The tree as RFC 6962 defines it: split at the largest power of two that is smaller. */
function defined(leaves: readonly string[]): string {
  const [only] = leaves
  if (leaves.length === 1) return sha256(`\u0000${only}`)
  const split = 2 ** Math.floor(Math.log2(leaves.length - 1))
  return sha256(`\u0001${defined(leaves.slice(0, split))}${defined(leaves.slice(split))}`)
}

it('[RC14] has the root that its definition gives, for every size', () => {
  for (let size = 1; size <= 70; size += 1)
    expect(merkleTree(leavesOf(size), sha256).root).toBe(defined(leavesOf(size)))
})

it('[RC14] every leaf has a path to the root, which leads there from nowhere else', () => {
  for (let size = 1; size <= 20; size += 1) {
    const tree = merkleTree(leavesOf(size), sha256)
    for (let index = 0; index < size; index += 1) {
      const path = pathOf(tree, index)
      const from = (other: number, leaf = index) => rootOver({ leaf: `leaf ${leaf}`, index: other, size, path }, sha256)
      expect(from(index)).toBe(tree.root)
      for (let other = 0; other < size; other += 1) {
        if (other === index) continue
        expect(from(other)).not.toBe(tree.root)
        expect(from(index, other)).not.toBe(tree.root)
      }
    }
  }
})

it('[RC14] a path that is too short, too long or out of the tree leads nowhere', () => {
  const path = pathOf(merkleTree(leavesOf(5), sha256), 2)
  const asked = { leaf: 'leaf 2', index: 2, size: 5, path }
  expect(rootOver({ ...asked, path: path.slice(1) }, sha256)).toBeUndefined()
  expect(rootOver({ ...asked, path: [...path, sha256('more')] }, sha256)).toBeUndefined()
  expect(rootOver({ ...asked, index: 5 }, sha256)).toBeUndefined()
})

it('[RC14] a node does not pass for a leaf', () => {
  const [left, right] = leavesOf(2).map((leaf) => sha256(`\u0000${leaf}`))
  expect(merkleTree([`${left}${right}`], sha256).root).not.toBe(merkleTree(leavesOf(2), sha256).root)
})
