import type { CelNode } from './cel.ts'
import type { Chain } from './chain.ts'
import { chainOf } from './chain.ts'
import { childrenOf } from './children.ts'
import { WEIGHT_PER_STEP } from './limits.ts'
import { LOOPS } from './uses.ts'

/**
 * The most steps that `root` can take with the data at hand, found without running it. A step is one node evaluated,
 * or WEIGHT_PER_STEP characters or elements read or copied.
 */
export function costOf(root: CelNode, data: CostData): number {
  return estimate(root, { data, element: undefined }).steps.fixed
}

export interface CostData {
  /** The author's text, which offsets refer to. */
  readonly text: string
  /** How much the value of a read weighs, and how many elements it has; at most, where it can not be known. */
  readonly measure: (chain: Chain) => Measure
}

/** `weight`: characters and elements at every depth. `count`: elements at the top. */
export interface Measure {
  readonly weight: number
  readonly count: number
}

/** At most `fixed`, plus `perElement` times the weight of the element of the loop around. */
interface Bound {
  readonly fixed: number
  readonly perElement: number
}

interface Estimate {
  readonly weight: Bound
  readonly count: number
  readonly steps: Bound
}

interface Around {
  readonly data: CostData
  /** The loop around: what its element is called, and the weight of all elements together. */
  readonly element: { readonly variable: string; readonly weight: number } | undefined
}

const ONE: Bound = { fixed: 1, perElement: 0 }
const ELEMENT: Bound = { fixed: 0, perElement: 1 }
/** A number or `false` written out. */
const SCALAR_CHARS = 32
/** Methods that give more than they were given. */
const GROWING: ReadonlySet<string> = new Set(['join', 'split'])

function estimate(node: CelNode, around: Around): Estimate {
  const chain = chainOf(node, around.data.text)
  if (chain !== undefined) return estimateRead(chain, around)
  switch (node.op) {
    case 'value':
      return { weight: plus(ONE, fixed(literalLength(node.args))), count: 0, steps: ONE }
    case '?:':
      return estimateTernary(node.args, around)
    case '+':
    case 'list':
    case 'map':
    case '.':
    case '[]':
      return produces(childrenOf(node), around)
    case 'call':
      return estimateFunction(node, around)
    case 'rcall':
      return estimateMethod(node, around)
    default:
      return consumes(childrenOf(node), around)
  }
}

function estimateRead(chain: Chain, around: Around): Estimate {
  const ways = chain.steps.flatMap((step) => (step.kind === 'computed' ? [estimate(step.node, around).steps] : []))
  const steps = ways.reduce(plus, fixed(chain.steps.length + 1))
  if (chain.root === around.element?.variable) return { weight: ELEMENT, count: around.element.weight, steps }
  const { weight, count } = around.data.measure(chain)
  return { weight: fixed(weight), count, steps }
}

function estimateTernary([condition, yes, no]: readonly [CelNode, CelNode, CelNode], around: Around): Estimate {
  const [left, right] = [estimate(yes, around), estimate(no, around)]
  const steps = [ONE, estimate(condition, around).steps, left.steps, right.steps].reduce(plus)
  return { weight: larger(left.weight, right.weight), count: Math.max(left.count, right.count), steps }
}

/** The value holds at most everything of its parts: a list, two texts put together, one element. */
function produces(nodes: readonly CelNode[], around: Around): Estimate {
  const parts = nodes.map((node) => estimate(node, around))
  const weight = parts.map((part) => part.weight).reduce(plus, fixed(parts.length + 1))
  const count = parts.reduce((sum, part) => sum + part.count, parts.length)
  return { weight, count, steps: parts.map((part) => part.steps).reduce(plus, plus(ONE, reading(weight))) }
}

/** The parts are read and a scalar comes out: comparisons, calculations, `in`. */
function consumes(nodes: readonly CelNode[], around: Around): Estimate {
  return { weight: fixed(SCALAR_CHARS), count: 0, steps: produces(nodes, around).steps }
}

/** `has()` looks whether something is there and reads nothing of it. */
function estimateFunction(node: Extract<CelNode, { readonly op: 'call' }>, around: Around): Estimate {
  if (node.args[0] === 'has') return { weight: fixed(SCALAR_CHARS), count: 0, steps: ONE }
  return produces(childrenOf(node), around)
}

type MethodNode = Extract<CelNode, { readonly op: 'rcall' }>

function estimateMethod(node: MethodNode, around: Around): Estimate {
  const [name, receiver, operands] = node.args
  const variable = LOOPS.has(name) && operands[0]?.op === 'id' ? operands[0].args : undefined
  if (variable !== undefined) return estimateLoop(node, variable, around)
  const text = estimate(receiver, around)
  const others = produces(operands, around)
  // Looking for one text in another takes the product of their lengths at worst; so does what `join` puts in between.
  const product = times(text.weight, atMost(others.weight, around))
  const steps = [ONE, text.steps, others.steps, reading(reading(product))].reduce(plus)
  return { weight: GROWING.has(name) ? product : text.weight, count: atMost(text.weight, around), steps }
}

/** Loops do not nest, so inside one the receiver's weight is fixed and the body's is linear in the element's. */
function estimateLoop(node: MethodNode, variable: string, around: Around): Estimate {
  const [name, receiver, [, ...bodies]] = node.args
  const list = estimate(receiver, around)
  const weight = list.weight.fixed
  const body = produces(bodies, { ...around, element: { variable, weight } })
  const over = ({ fixed: each, perElement }: Bound) => fixed(each * list.count + perElement * weight)
  const made = name === 'map' ? over(body.weight) : list.weight
  return { weight: plus(made, ONE), count: list.count, steps: [list.steps, over(body.steps), ONE].reduce(plus) }
}

function literalLength(value: unknown): number {
  return typeof value === 'string' || value instanceof Uint8Array ? value.length : SCALAR_CHARS
}

/** A plain number that `bound` does not exceed: no element weighs more than all together. */
function atMost({ fixed: base, perElement }: Bound, { element }: Around): number {
  return base + perElement * (element?.weight ?? 0)
}

function fixed(amount: number): Bound {
  return { fixed: amount, perElement: 0 }
}

function plus(left: Bound, right: Bound): Bound {
  return { fixed: left.fixed + right.fixed, perElement: left.perElement + right.perElement }
}

function larger(left: Bound, right: Bound): Bound {
  return { fixed: Math.max(left.fixed, right.fixed), perElement: Math.max(left.perElement, right.perElement) }
}

function times({ fixed: base, perElement }: Bound, factor: number): Bound {
  return { fixed: base * factor, perElement: perElement * factor }
}

function reading(weight: Bound): Bound {
  return times(weight, 1 / WEIGHT_PER_STEP)
}
