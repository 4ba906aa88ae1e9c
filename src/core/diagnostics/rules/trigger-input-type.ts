import type { Json } from '../../basics/json.ts'
import { childPointer } from '../../basics/json-pointer.ts'
import { ownValue } from '../../basics/own-value.ts'
import { quoted } from '../../basics/quoted.ts'
import type { Chain } from '../../expression/chain.ts'
import { chainOf } from '../../expression/chain.ts'
import type { CompiledExpression } from '../../expression/compile.ts'
import { compileExpression } from '../../expression/compile.ts'
import { evaluateTemplate } from '../../expression/evaluate.ts'
import { holdsExpression, onlyExpression, parseTemplate } from '../../expression/template.ts'
import type { JsonSchema, Trigger, Workflow } from '../../workflow/workflow.ts'
import type { Finding } from '../finding.ts'
import { misfits } from '../misfits.ts'
import type { Rule } from '../rule.ts'

/** An expression whose value is known before any event comes, or is surely text, must fit the input it is for. */
export const triggerInputType: Rule = {
  id: 'trigger-input-type',
  severity: 'error',
  check: ({ workflow }) =>
    workflow.triggers.flatMap((trigger, index) => checkTrigger(trigger, `/triggers/${index}/inputs`, workflow)),
}

function checkTrigger(trigger: Trigger, pointer: string, { inputs }: Workflow): readonly Finding[] {
  return Object.entries(trigger.inputs).flatMap(([name, value]) => {
    const schema = ownValue(inputs, name)?.schema
    if (schema === undefined || typeof value !== 'string' || !holdsExpression(value)) return []
    const problem = whyMisfit(value, schema)
    if (problem === undefined) return []
    const message = `The trigger ${quoted(trigger.id)} gives ${quoted(name)} a value that does not fit: ${problem}`
    const help = `Look at the schema of \`inputs.${name}\`, and convert with \`int(…)\`, \`double(…)\` or \`string(…)\`.`
    return [{ pointer: childPointer(pointer, name), message, help }]
  })
}

/** Undefined where it fits, or where only the event can tell. */
function whyMisfit(text: string, schema: JsonSchema): string | undefined {
  const parts = parseTemplate(text)
  if (!parts.ok) return undefined
  const only = onlyExpression(parts.value)
  if (only === undefined) return takesText(schema) ? undefined : 'Expressions within a text give text.'
  const compiled = compileExpression(only, () => false)
  if (!compiled.ok) return undefined
  if (compiled.value.uses.reads.length === 0) return constantMisfit(text, schema)
  return isText(compiled.value) && !takesText(schema) ? `${quoted(only.trim())} is text.` : undefined
}

const NOTHING = { inputs: {}, stages: {}, run: {}, workflow: {} } as const

/** What reads nothing gives the same value for every event. */
function constantMisfit(text: string, schema: JsonSchema): string | undefined {
  const value = evaluateTemplate(text, NOTHING)
  return value.ok ? misfits(schema, value.value)[0]?.message : undefined
}

function isText({ ast, text }: CompiledExpression): boolean {
  const chain = chainOf(ast, text)
  return chain !== undefined && isTextRead(chain)
}

/** Attributes of an event, and what a workflow says of itself. */
const TEXTS = new Set(['id', 'source', 'type', 'specversion', 'time', 'subject', 'datacontenttype', 'dataschema'])

function isTextRead({ root, steps: [step, ...more] }: Chain): boolean {
  if (step?.kind !== 'name' || more.length > 0) return false
  return root === 'workflow' || (root === 'event' && TEXTS.has(step.name))
}

function takesText({ type }: JsonSchema): boolean {
  const types: readonly Json[] = Array.isArray(type) ? type : [type ?? 'string']
  return types.includes('string')
}
