import { known } from '../../core/basics/known.ts'

interface Wished {
  readonly width: number
  /** Where its middle would like to be. */
  readonly wish: number
}

interface Block {
  readonly sum: number
  readonly count: number
}

/**
 * Middles in the given order, none closer than their widths and a gap allow, and together as near to where they would like
 * to be as that leaves room for (least squares). Neighbours that push each other move as one block.
 */
export function spreadOut(items: readonly Wished[], gap: number): readonly number[] {
  const offsets = offsetsOf(items, gap)
  const blocks: Block[] = []
  for (const [index, { wish }] of items.entries()) {
    let block: Block = { sum: wish - known(offsets[index]), count: 1 }
    for (let before = blocks.at(-1); before !== undefined && meanOf(before) > meanOf(block); before = blocks.at(-1)) {
      blocks.pop()
      block = { sum: before.sum + block.sum, count: before.count + block.count }
    }
    blocks.push(block)
  }
  const starts = blocks.flatMap((block) => Array<number>(block.count).fill(meanOf(block)))
  return starts.map((start, index) => start + known(offsets[index]))
}

function meanOf({ sum, count }: Block): number {
  return sum / count
}

/** How far each middle is from the first one where all stand as close as they may. */
function offsetsOf(items: readonly Wished[], gap: number): readonly number[] {
  let [offset, before] = [0, 0]
  return items.map(({ width }, index) => {
    if (index > 0) offset += before / 2 + gap + width / 2
    before = width
    return offset
  })
}
