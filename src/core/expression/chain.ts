import type { CelNode } from './cel.ts'

/** A read such as `stages.research.outputs["total"]`: a name and the way in from there. */
export interface Chain {
  readonly root: string
  readonly steps: readonly ChainStep[]
  /** Offsets of the whole read in the text. */
  readonly start: number
  readonly end: number
}

/** `end` is the offset right behind the step. */
export type ChainStep = NamedStep | IndexStep | ComputedStep

export interface NamedStep {
  readonly kind: 'name'
  /** As CEL sees it; stage ids are respelled. */
  readonly name: string
  /** As the author wrote it. */
  readonly written: string
  readonly offset: number
  readonly end: number
}

interface IndexStep {
  readonly kind: 'index'
  readonly index: number
  readonly end: number
}

interface ComputedStep {
  readonly kind: 'computed'
  readonly node: CelNode
  readonly end: number
}

/** The read that `node` stands for; undefined where it does not begin with a name. `text` is the author's. */
export function chainOf(node: CelNode, text: string): Chain | undefined {
  const steps: ChainStep[] = []
  let at = node
  while (at.op === '.' || at.op === '[]') {
    steps.unshift(stepOf(at, text))
    at = at.args[0]
  }
  return at.op === 'id' ? { root: at.args, steps, start: node.start, end: node.end } : undefined
}

type AccessNode = Extract<CelNode, { readonly op: '.' | '[]' }>

function stepOf(node: AccessNode, text: string): ChainStep {
  const { end } = node
  if (node.op === '.') {
    const name = node.args[1]
    return { kind: 'name', name, written: text.slice(node.pos, node.pos + name.length), offset: node.pos, end }
  }
  const index = node.args[1]
  if (index.op === 'value' && typeof index.args === 'string') {
    return { kind: 'name', name: index.args, written: index.args, offset: index.start, end }
  }
  if (index.op === 'value' && typeof index.args === 'bigint') return { kind: 'index', index: Number(index.args), end }
  return { kind: 'computed', node: index, end }
}
