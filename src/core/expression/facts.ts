import type { CelNode } from './cel.ts'
import type { Chain } from './chain.ts'
import { chainOf } from './chain.ts'

/** What is known to hold while a part of an expression is evaluated: a value is there, or a stage succeeded. */
export type Facts = ReadonlySet<string>

export const NO_FACTS: Facts = new Set()

/** The facts that hold wherever `node` came out true. `text` is the author's. */
export function factsIfTrue(node: CelNode, text: string): Facts {
  switch (node.op) {
    case '&&':
      return union(factsIfTrue(node.args[0], text), factsIfTrue(node.args[1], text))
    case '||':
      return intersection(factsIfTrue(node.args[0], text), factsIfTrue(node.args[1], text))
    case '!_':
      return factsIfFalse(node.args, text)
    case 'call':
      return node.args[0] === 'has' ? testedFacts(node.args[1][0], text) : NO_FACTS
    case 'in':
      return membershipFacts(node.args, text)
    case '==':
      return successFacts(node.args, text)
    default:
      return NO_FACTS
  }
}

/** The facts that hold wherever `node` came out false. */
export function factsIfFalse(node: CelNode, text: string): Facts {
  switch (node.op) {
    case '||':
      return union(factsIfFalse(node.args[0], text), factsIfFalse(node.args[1], text))
    case '&&':
      return intersection(factsIfFalse(node.args[0], text), factsIfFalse(node.args[1], text))
    case '!_':
      return factsIfTrue(node.args, text)
    case '!=':
      return successFacts(node.args, text)
    default:
      return NO_FACTS
  }
}

export function union(left: Facts, right: Facts): Facts {
  return new Set([...left, ...right])
}

export function succeeded(stage: string): string {
  return JSON.stringify(['succeeded', stage])
}

/** Whether what the first steps of a read lead to is there. */
export function isPresent({ root, steps }: Chain, stepCount: number, facts: Facts): boolean {
  return presenceFacts({ root, steps: steps.slice(0, stepCount) }).some((fact) => facts.has(fact))
}

function intersection(left: Facts, right: Facts): Facts {
  return new Set([...left].filter((fact) => right.has(fact)))
}

/** None for a read whose way in is computed: nothing can be said about it beforehand. */
function presenceFacts({ root, steps }: Pick<Chain, 'root' | 'steps'>): readonly string[] {
  const names = steps.flatMap((step) => (step.kind === 'name' ? [step.written] : []))
  return names.length < steps.length ? [] : [JSON.stringify([root, ...names])]
}

/** What holds a value that is there is there too. */
function testedFacts(node: CelNode | undefined, text: string): Facts {
  const chain = node && chainOf(node, text)
  const { root = '', steps = [] } = chain ?? {}
  return new Set(steps.flatMap((_, index) => presenceFacts({ root, steps: steps.slice(0, index + 1) })))
}

/** `"total-amount" in stages.draft.outputs`: the way to ask for names that CEL can not spell after a dot. */
function membershipFacts([key, object]: readonly [CelNode, CelNode], text: string): Facts {
  const chain = chainOf(object, text)
  if (chain === undefined || key.op !== 'value' || typeof key.args !== 'string') return NO_FACTS
  const step = { kind: 'name', name: key.args, written: key.args, offset: key.start, end: key.end } as const
  return new Set(presenceFacts({ root: chain.root, steps: [...chain.steps, step] }))
}

function successFacts([left, right]: readonly [CelNode, CelNode], text: string): Facts {
  const stage = comparedStage(left, right, text) ?? comparedStage(right, left, text)
  return stage === undefined ? NO_FACTS : new Set([succeeded(stage)])
}

function comparedStage(read: CelNode, literal: CelNode, text: string): string | undefined {
  if (literal.op !== 'value' || literal.args !== 'succeeded') return undefined
  const chain = chainOf(read, text)
  const [stage, field] = chain?.steps ?? []
  if (chain?.root !== 'stages' || chain.steps.length !== 2) return undefined
  return stage?.kind === 'name' && field?.kind === 'name' && field.name === 'outcome' ? stage.written : undefined
}
