import type { Chain } from './chain.ts'
import { compileExpression } from './compile.ts'
import type { Facts } from './facts.ts'
import { isPresent, succeeded } from './facts.ts'
import { holdsExpression, parseTemplate } from './template.ts'
import type { Read } from './uses.ts'

/** What a condition or a template reads. */
export interface References {
  readonly stages: readonly StageReference[]
  /** Names of inputs, each once. */
  readonly inputs: readonly string[]
}

export interface StageReference {
  readonly stage: string
  /** Null where the stage is taken as a whole, or a field is read that stages do not have. */
  readonly field: StageField | null
  /** Of `outputs`: which one. */
  readonly key?: string
  /** Whether the expression makes sure that this output is there before it reads it. */
  readonly guarded: boolean
}

export const STAGE_FIELDS = ['outputs', 'outcome', 'confidence', 'decision'] as const
type StageField = (typeof STAGE_FIELDS)[number]

/** `text` is CEL, or a template if it holds `${{`. What does not compile reads nothing: `checkExpression` reports it. */
export function referencesIn(text: string): References {
  const reads = expressionsIn(text).flatMap(readsOf)
  const stages = reads.flatMap(stageReference)
  const inputs = reads.flatMap(({ chain: { root, steps } }) =>
    root === 'inputs' && steps[0]?.kind === 'name' ? [steps[0].written] : [],
  )
  return { stages, inputs: [...new Set(inputs)] }
}

export function stageReference({ chain, facts, how }: Read): readonly StageReference[] {
  const [stage, field, key] = chain.steps
  if (chain.root !== 'stages' || stage?.kind !== 'name') return []
  const named = field?.kind === 'name' ? STAGE_FIELDS.find((known) => known === field.name) : undefined
  const guarded = how === 'tested' || isSure(chain, stage.written, facts)
  const reference = { stage: stage.written, field: named ?? null, guarded }
  return [named === 'outputs' && key?.kind === 'name' ? { ...reference, key: key.written } : reference]
}

/** `stages.x.outputs.key`: three steps in. */
const OUTPUT_STEPS = 3

function isSure(chain: Chain, stage: string, facts: Facts): boolean {
  return facts.has(succeeded(stage)) || isPresent(chain, OUTPUT_STEPS, facts)
}

function expressionsIn(text: string): readonly string[] {
  if (!holdsExpression(text)) return [text]
  const parts = parseTemplate(text)
  return parts.ok ? parts.value.flatMap((part) => (part.kind === 'expression' ? [part.text] : [])) : []
}

function readsOf(text: string): readonly Read[] {
  const compiled = compileExpression(text, () => false)
  return compiled.ok ? compiled.value.uses.reads : []
}
