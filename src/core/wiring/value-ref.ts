import type { CelNode } from '../expression/cel.ts'
import type { Chain, ChainStep } from '../expression/chain.ts'
import { chainOf } from '../expression/chain.ts'
import { isPlainKey, member } from '../expression/member.ts'

/** One value that a stage can read: what a run was started with, what another stage gave, or how that one ended. */
export type ValueRef =
  | { readonly type: 'input'; readonly name: string }
  | { readonly type: 'output'; readonly stage: string; readonly name: string }
  | { readonly type: 'outcome'; readonly stage: string }

/** The CEL text that reads it: `stages.sort.outputs.label`. */
export function readText(value: ValueRef): string {
  switch (value.type) {
    case 'input':
      return member('inputs', value.name)
    case 'output':
      return member(`stages.${value.stage}.outputs`, value.name)
    case 'outcome':
      return `stages.${value.stage}.outcome`
  }
}

/** The CEL text that asks whether it is there. A key that can not follow a dot is looked for by name. */
export function presenceText(value: ValueRef): string {
  if (value.type === 'outcome' || isPlainKey(value.name)) return `has(${readText(value)})`
  const holder = value.type === 'input' ? 'inputs' : `stages.${value.stage}.outputs`
  return `${JSON.stringify(value.name)} in ${holder}`
}

/** The value that a part of an expression reads; undefined: it is no read, or one of something else. */
export function valueRead(node: CelNode, text: string): ValueRef | undefined {
  const chain = chainOf(node, text)
  return chain === undefined ? undefined : valueOfChain(chain)
}

function valueOfChain({ root, steps }: Pick<Chain, 'root' | 'steps'>): ValueRef | undefined {
  const [first, second, third, ...more] = steps.map(written)
  if (first === undefined || more.length > 0) return undefined
  if (root === 'inputs') return second === undefined && steps.length === 1 ? { type: 'input', name: first } : undefined
  if (root !== 'stages') return undefined
  if (second === 'outcome') return steps.length === 2 ? { type: 'outcome', stage: first } : undefined
  return second === 'outputs' && third !== undefined ? { type: 'output', stage: first, name: third } : undefined
}

function written(step: ChainStep): string | undefined {
  return step.kind === 'name' ? step.written : undefined
}

/** The value whose presence a part of an expression asks for: `has(inputs.note)`, `"order-id" in inputs`. */
export function presenceOf(node: CelNode, text: string): ValueRef | undefined {
  if (node.op === 'call' && node.args[0] === 'has') return node.args[1][0] && valueRead(node.args[1][0], text)
  if (node.op !== 'in') return undefined
  const [key, holder] = node.args
  const chain = chainOf(holder, text)
  if (chain === undefined || key.op !== 'value' || typeof key.args !== 'string') return undefined
  const step = { kind: 'name', name: key.args, written: key.args, offset: key.start, end: key.end } as const
  return valueOfChain({ root: chain.root, steps: [...chain.steps, step] })
}

export function isSameValue(left: ValueRef, right: ValueRef): boolean {
  return left.type === right.type && readText(left) === readText(right)
}
