import { declarationsFor } from '../diagnostics/check-expressions.ts'
import { checkExpression } from '../expression/check-expression.ts'
import type { ExpressionDeclarations } from '../expression/declarations.ts'
import type { JsonSchema, Stage } from '../workflow/workflow.ts'
import type { ValueRef } from './value-ref.ts'
import { readText } from './value-ref.ts'
import type { Wiring } from './wiring.ts'

/** A value that a stage may read. */
export interface OfferedValue {
  readonly value: ValueRef
  readonly schema: JsonSchema
  /** When it is read it may not be there: its stage may be skipped or fail, or nobody has to give it. */
  readonly mayBeAbsent: boolean
}

/** Whose outputs are offered: nobody looks through a longer list. */
const OFFERED_STAGES_MAX = 200

const OUTCOME: JsonSchema = { type: 'string' }

/**
 * What a stage's inputs or its condition can read: the run's inputs, and the outputs of all stages before it, the
 * nearest first. How a stage ended is offered to conditions only.
 */
export function offeredValues(wiring: Wiring, stage: Stage, reader: 'condition' | 'inputs'): readonly OfferedValue[] {
  const declarations = declarationsFor({ type: reader, stage }, wiring)
  const inputs = Object.entries(wiring.workflow.inputs).map(([name, { schema }]) =>
    offer({ value: { type: 'input', name }, schema }, declarations, wiring),
  )
  const before = wiring.order?.ancestorsOf(stage.id).toReversed().slice(0, OFFERED_STAGES_MAX) ?? []
  return [...inputs, ...before.flatMap((id) => valuesOf(id, { wiring, declarations, reader }))]
}

interface Place {
  readonly wiring: Wiring
  readonly declarations: ExpressionDeclarations
  readonly reader: 'condition' | 'inputs'
}

function valuesOf(stage: string, { wiring, declarations, reader }: Place): readonly OfferedValue[] {
  const outputs = Object.entries(wiring.stages.get(stage)?.outputs ?? {}).map(([name, schema]) =>
    offer({ value: { type: 'output', stage, name }, schema }, declarations, wiring),
  )
  const outcome = { value: { type: 'outcome', stage }, schema: OUTCOME, mayBeAbsent: false } as const
  return reader === 'condition' ? [...outputs, outcome] : outputs
}

function offer(
  { value, schema }: Pick<OfferedValue, 'value' | 'schema'>,
  declarations: ExpressionDeclarations,
  { mayLeaveOut }: Wiring,
): OfferedValue {
  const isLeftOut = value.type === 'output' && mayLeaveOut(value.stage, value.name)
  return { value, schema, mayBeAbsent: isLeftOut || isUnguarded(value, declarations) }
}

/** The checker of expressions is asked, so that what is offered is what it accepts. */
function isUnguarded(value: ValueRef, declarations: ExpressionDeclarations): boolean {
  return checkExpression(readText(value), declarations).some(({ code }) => code === 'unguarded-read')
}

/** Whether what is read may be absent; a value that is not offered is said to be there, and the checker says why not. */
export function absentIn(offered: readonly OfferedValue[]): (value: ValueRef) => boolean {
  const absent = new Set(offered.flatMap(({ value, mayBeAbsent }) => (mayBeAbsent ? [readText(value)] : [])))
  return (value) => absent.has(readText(value))
}
