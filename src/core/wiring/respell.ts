import type { Chain, NamedStep } from '../expression/chain.ts'
import { compileExpression } from '../expression/compile.ts'
import { parseTemplate } from '../expression/template.ts'
import { nearest } from '../workflow/nearest.ts'
import type { Wiring } from './wiring.ts'

/** A name that nothing has, and the one that was probably meant. */
export interface Respelling {
  readonly text: string
  readonly from: string
  readonly to: string
}

/** The text with its first misspelt name put right; undefined: no known name is near. */
export function respell(text: string, kind: 'condition' | 'template', wiring: Wiring): Respelling | undefined {
  for (const { at, expression } of expressionsIn(text, kind)) {
    const slip = slipIn(expression, wiring)
    if (slip === undefined) continue
    const start = at + slip.step.offset
    return {
      text: text.slice(0, start) + slip.to + text.slice(start + slip.step.written.length),
      from: slip.step.written,
      to: slip.to,
    }
  }
  return undefined
}

function expressionsIn(text: string, kind: 'condition' | 'template') {
  if (kind === 'condition') return [{ at: 0, expression: text }]
  const parts = parseTemplate(text)
  if (!parts.ok) return []
  return parts.value.flatMap((part) => (part.kind === 'expression' ? [{ at: part.offset, expression: part.text }] : []))
}

interface Slip {
  readonly step: NamedStep
  readonly to: string
}

function slipIn(text: string, wiring: Wiring): Slip | undefined {
  const compiled = compileExpression(text, (id) => wiring.stages.has(id))
  if (!compiled.ok) return undefined
  for (const { chain } of compiled.value.uses.reads) {
    const slip = namesIn(chain, wiring).flatMap(({ step, known }) => slipOf(step, known))[0]
    if (slip !== undefined) return slip
  }
  return undefined
}

/** Only a name that stands after a dot is put right: one in quotes and brackets begins elsewhere. */
function slipOf(step: NamedStep, known: readonly string[]): readonly Slip[] {
  if (known.includes(step.written) || step.end - step.offset !== step.written.length) return []
  const to = nearest(step.written, known)
  return to === undefined || !/^[\w-]+$/.test(to) ? [] : [{ step, to }]
}

interface Name {
  readonly step: NamedStep
  readonly known: readonly string[]
}

function namesIn({ root, steps }: Chain, { workflow, stages }: Wiring): readonly Name[] {
  const [first, field, key] = steps
  if (first?.kind !== 'name') return []
  if (root === 'inputs') return [{ step: first, known: Object.keys(workflow.inputs) }]
  if (root !== 'stages') return []
  const stage = { step: first, known: [...stages.keys()] }
  const outputs = stages.get(first.written)?.outputs
  const isOutput = field?.kind === 'name' && field.name === 'outputs' && key?.kind === 'name'
  return isOutput && outputs !== undefined ? [stage, { step: key, known: Object.keys(outputs) }] : [stage]
}
