import type { Json } from '../../basics/json.ts'
import { childPointer } from '../../basics/json-pointer.ts'
import { ownValue } from '../../basics/own-value.ts'
import { quoted } from '../../basics/quoted.ts'
import { holdsExpression } from '../../expression/template.ts'
import type { Trigger, Workflow } from '../../workflow/workflow.ts'
import type { Finding } from '../finding.ts'
import { misfits } from '../misfits.ts'
import type { Rule } from '../rule.ts'

/** What a trigger gives must fit the input's schema. Expressions are looked at when the trigger fires. */
export const triggerInputInvalid: Rule = {
  id: 'trigger-input-invalid',
  severity: 'error',
  check: ({ workflow }) =>
    workflow.triggers.flatMap((trigger, index) => checkTrigger(trigger, `/triggers/${index}/inputs`, workflow)),
}

function checkTrigger(trigger: Trigger, pointer: string, { inputs }: Workflow): readonly Finding[] {
  return Object.entries(trigger.inputs).flatMap(([name, value]) => {
    const input = ownValue(inputs, name)
    const problems = input === undefined || isComputed(value) ? [] : misfits(input.schema, value)
    return problems.map((problem) => {
      const message = `The trigger ${quoted(trigger.id)} gives ${quoted(name)} a value that does not fit: ${problem.message}`
      return {
        pointer: `${childPointer(pointer, name)}${problem.pointer}`,
        message,
        help: `Look at the schema of \`inputs.${name}\`.`,
      }
    })
  })
}

function isComputed(value: Json): boolean {
  if (typeof value === 'string') return holdsExpression(value)
  return typeof value === 'object' && value !== null && Object.values(value).some(isComputed)
}
