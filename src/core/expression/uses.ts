import type { CelNode } from './cel.ts'
import type { Chain } from './chain.ts'
import { chainOf } from './chain.ts'
import { childrenOf } from './children.ts'
import type { Facts } from './facts.ts'
import { factsIfFalse, factsIfTrue, union } from './facts.ts'

/** What an expression reads and calls, in the order of the text. */
export interface Uses {
  readonly reads: readonly Read[]
  readonly calls: readonly Call[]
}

export interface Read {
  readonly kind: 'read'
  readonly chain: Chain
  /** What holds whenever this read happens. */
  readonly facts: Facts
  /** `tested` by `has(…)`: the last step may be missing. */
  readonly how: 'read' | 'tested'
}

export interface Call {
  readonly kind: 'function' | 'method'
  readonly name: string
  readonly offset: number
  /** How many loops this call is in, itself included. */
  readonly loops: number
  /** The name a loop gives to each element. */
  readonly variable?: string
}

export const LOOPS: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'map', 'filter'])

/** `given` holds from the start, for instance what the stage's own condition made sure of. */
export function usesIn(root: { readonly ast: CelNode; readonly text: string }, given: Facts): Uses {
  const uses = visit(root.ast, { text: root.text, facts: given, variables: [] })
  return {
    reads: uses.filter((use) => use.kind === 'read'),
    calls: uses.filter((use) => use.kind !== 'read'),
  }
}

interface Around {
  readonly text: string
  readonly facts: Facts
  /** The elements of the loops around. */
  readonly variables: readonly string[]
}

function visit(node: CelNode, around: Around): readonly (Read | Call)[] {
  const chain = chainOf(node, around.text)
  if (chain !== undefined) return visitChain(chain, around)
  switch (node.op) {
    case '&&':
      return visitGuarded(node.args, around, factsIfTrue)
    case '||':
      return visitGuarded(node.args, around, factsIfFalse)
    case '?:':
      return visitTernary(node.args, around)
    case 'call':
      return visitFunction(node, around)
    case 'rcall':
      return visitMethod(node, around)
    default:
      return visitAll(childrenOf(node), around)
  }
}

function visitAll(nodes: readonly CelNode[], around: Around): readonly (Read | Call)[] {
  return nodes.flatMap((node) => visit(node, around))
}

function visitChain(chain: Chain, around: Around): readonly (Read | Call)[] {
  const computed = chain.steps.flatMap((step) => (step.kind === 'computed' ? [step.node] : []))
  return [...readOf(chain, around, 'read'), ...visitAll(computed, around)]
}

function readOf(chain: Chain, { facts, variables }: Around, how: Read['how']): readonly Read[] {
  return variables.includes(chain.root) ? [] : [{ kind: 'read', chain, facts, how }]
}

/** In CEL each side of `&&` and `||` guards the other: an error of one does not count where the other decides. */
function visitGuarded(
  [left, right]: readonly [CelNode, CelNode],
  around: Around,
  factsOf: (node: CelNode, text: string) => Facts,
): readonly (Read | Call)[] {
  return [
    ...visit(left, knowing(around, factsOf(right, around.text))),
    ...visit(right, knowing(around, factsOf(left, around.text))),
  ]
}

function visitTernary(
  [condition, yes, no]: readonly [CelNode, CelNode, CelNode],
  around: Around,
): readonly (Read | Call)[] {
  return [
    ...visit(condition, around),
    ...visit(yes, knowing(around, factsIfTrue(condition, around.text))),
    ...visit(no, knowing(around, factsIfFalse(condition, around.text))),
  ]
}

function knowing(around: Around, facts: Facts): Around {
  return { ...around, facts: union(around.facts, facts) }
}

function visitFunction(node: Extract<CelNode, { readonly op: 'call' }>, around: Around): readonly (Read | Call)[] {
  const [name, operands] = node.args
  const call: Call = { kind: 'function', name, offset: node.start, loops: around.variables.length }
  const tested = name === 'has' && operands[0] ? chainOf(operands[0], around.text) : undefined
  return [call, ...(tested === undefined ? visitAll(operands, around) : readOf(tested, around, 'tested'))]
}

function visitMethod(node: Extract<CelNode, { readonly op: 'rcall' }>, around: Around): readonly (Read | Call)[] {
  const [name, receiver, operands] = node.args
  const offset = around.text.indexOf(name, receiver.end)
  const call: Call = { kind: 'method', name, offset, loops: around.variables.length }
  const variable = LOOPS.has(name) && operands[0]?.op === 'id' ? operands[0].args : undefined
  if (variable === undefined) return [...visit(receiver, around), call, ...visitAll(operands, around)]
  const inside = { ...around, variables: [...around.variables, variable] }
  const loop: Call = { ...call, loops: inside.variables.length, variable }
  return [...visit(receiver, around), loop, ...visitAll(operands.slice(1), inside)]
}
