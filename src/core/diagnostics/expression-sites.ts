import type { Json } from '../basics/json.ts'
import { childPointer } from '../basics/json-pointer.ts'
import { holdsExpression } from '../expression/template.ts'
import type { Stage, Trigger, Workflow } from '../workflow/workflow.ts'

/** A place of a document that holds an expression. */
export interface ExpressionSite {
  readonly pointer: string
  readonly text: string
  readonly kind: 'condition' | 'template'
  readonly reader: ExpressionReader
}

/** For whom it is evaluated: that decides what it may read. */
export type ExpressionReader =
  | { readonly type: 'condition'; readonly stage: Stage }
  | { readonly type: 'inputs'; readonly stage: Stage }
  | { readonly type: 'outputs' }
  | { readonly type: 'trigger'; readonly trigger: Trigger }

/** All of them, in the order of the keys in the format. */
export function expressionSites({ triggers, outputs, stages }: Workflow): readonly ExpressionSite[] {
  return [
    ...triggers.flatMap((trigger, index) => triggerSites(trigger, `/triggers/${index}`)),
    ...textsIn(outputs, '/outputs').map((text) => ({ ...text, reader: { type: 'outputs' } }) as const),
    ...stages.flatMap((stage, index) => stageSites(stage, `/stages/${index}`)),
  ]
}

function triggerSites(trigger: Trigger, pointer: string): readonly ExpressionSite[] {
  const reader = { type: 'trigger', trigger } as const
  const inputs = textsIn(trigger.inputs, `${pointer}/inputs`).map((text) => ({ ...text, reader }))
  if (trigger.type !== 'event' || trigger.filter === undefined) return inputs
  return [{ pointer: `${pointer}/filter`, text: trigger.filter, kind: 'condition', reader }, ...inputs]
}

function stageSites(stage: Stage, pointer: string): readonly ExpressionSite[] {
  const reader = { type: 'inputs', stage } as const
  const inputs = textsIn(stage.inputs ?? {}, `${pointer}/inputs`).map((text) => ({ ...text, reader }))
  if (stage.when === undefined) return inputs
  const condition = { pointer: `${pointer}/when`, text: stage.when, kind: 'condition' } as const
  return [{ ...condition, reader: { type: 'condition', stage } }, ...inputs]
}

interface TemplateText {
  readonly pointer: string
  readonly text: string
  readonly kind: 'template'
}

function textsIn(value: Json, pointer: string): readonly TemplateText[] {
  if (typeof value === 'string') return holdsExpression(value) ? [{ pointer, text: value, kind: 'template' }] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, childPointer(pointer, key)))
}
