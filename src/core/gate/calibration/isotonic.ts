import type { Judged } from './judged.ts'

/** From this score on, until the next step, so many are right. */
export interface Step {
  readonly from: number
  readonly right: number
}

interface Block extends Step {
  readonly weight: number
}

/**
 * The never falling steps that are nearest to what was found (least squares, by pooling adjacent violators; Ayer, Brunk,
 * Ewing, Reid and Silverman, 1955), the lowest first. Equal scores are one.
 */
export function fitIsotonic(judged: readonly Judged[]): readonly Step[] {
  const blocks: Block[] = []
  for (let block of byScore(judged)) {
    for (let before = blocks.at(-1); before !== undefined && before.right >= block.right; before = blocks.at(-1)) {
      blocks.pop()
      block = pooled(before, block)
    }
    blocks.push(block)
  }
  return blocks.map(({ from, right }) => ({ from, right }))
}

/** What the steps say of a score; below the first one what that says. Of no steps it is half. */
export function rightBySteps(steps: readonly Step[], score: number): number {
  return (steps.findLast(({ from }) => from <= score) ?? steps[0])?.right ?? 0.5
}

function byScore(judged: readonly Judged[]): readonly Block[] {
  const sorted = judged.toSorted((left, right) => left.score - right.score)
  const blocks: Block[] = []
  for (const { score, isRight, weight = 1 } of sorted) {
    const block = { from: score, right: isRight ? 1 : 0, weight }
    const before = blocks.at(-1)
    if (before?.from === score) blocks.splice(-1, 1, pooled(before, block))
    else blocks.push(block)
  }
  return blocks
}

function pooled(lower: Block, upper: Block): Block {
  const weight = lower.weight + upper.weight
  return { from: lower.from, right: (lower.right * lower.weight + upper.right * upper.weight) / weight, weight }
}
