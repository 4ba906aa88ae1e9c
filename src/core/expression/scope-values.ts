import { isJsonObject } from '../basics/json.ts'
import { ownValue } from '../basics/own-value.ts'
import type { JsonSchema } from '../workflow/workflow.ts'
import { ROOTS } from './cel.ts'
import type { Chain, ChainStep } from './chain.ts'
import type { Measure } from './cost.ts'
import type { ExpressionScope, StageView } from './scope.ts'
import type { Uses } from './uses.ts'
import { createMeasure, toCel } from './values.ts'

/** The variables of one evaluation: what the expression names and no more, stages by the names CEL sees. */
export function celContext({ reads }: Uses, scope: ExpressionScope): Readonly<Record<string, unknown>> {
  const chains = reads.map((read) => read.chain)
  const used = new Set(chains.map((chain) => chain.root))
  const context: Record<string, unknown> = { stages: stagesRead(chains, scope) }
  if (used.has('inputs')) context['inputs'] = inputsRead(chains, scope)
  for (const root of ['run', 'workflow', 'event'] as const) {
    if (used.has(root) && scope[root] !== undefined) context[root] = toCel(scope[root], undefined)
  }
  return context
}

/** How much each read brings along. Where the way in is computed, it could bring everything that lies there. */
export function measureReads(scope: ExpressionScope): (chain: Chain) => Measure {
  const measure = createMeasure()
  return ({ root, steps }) => {
    const computed = steps.findIndex((step) => step.kind === 'computed')
    const value = valueAt(root, computed < 0 ? steps : steps.slice(0, computed), scope)
    const { weight, count } = measure(value)
    return { weight, count: computed < 0 ? count : weight }
  }
}

/** All inputs where the expression takes them as a whole or computes which one it reads. */
function inputsRead(chains: readonly Chain[], { inputs, types }: ExpressionScope): unknown {
  const first = chains.filter((chain) => chain.root === 'inputs').map((chain) => chain.steps[0])
  const names = first.every((step) => step?.kind === 'name') ? new Set(first.map((step) => step.written)) : undefined
  const read = Object.entries(inputs).filter(([name]) => names?.has(name) ?? true)
  return toCel(Object.fromEntries(read), { properties: types?.inputs ?? {} })
}

function stagesRead(chains: readonly Chain[], scope: ExpressionScope): ReadonlyMap<string, unknown> {
  const stages = new Map<string, unknown>()
  for (const { root, steps } of chains) {
    const [stage] = steps
    if (root !== 'stages' || stage?.kind !== 'name') continue
    const view = stages.has(stage.name) ? undefined : ownValue(scope.stages, stage.written)
    if (view !== undefined) stages.set(stage.name, stageToCel(view, scope.types?.outputsOf(stage.written)))
  }
  return stages
}

function stageToCel(view: StageView, outputs: Readonly<Record<string, JsonSchema>> = {}): unknown {
  return { ...view, outputs: toCel(view.outputs, { properties: outputs }) }
}

function valueAt(root: string, steps: readonly ChainStep[], scope: ExpressionScope): unknown {
  const known = ROOTS.find((name) => name === root)
  return steps.reduce<unknown>(stepInto, known && scope[known])
}

function stepInto(value: unknown, step: ChainStep): unknown {
  if (step.kind === 'name') return isJsonObject(value) ? ownValue(value, step.written) : undefined
  return step.kind === 'index' && Array.isArray(value) ? value[step.index] : undefined
}
