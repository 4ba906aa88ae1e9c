import { quoted } from '../../basics/quoted.ts'
import type { Rule } from '../rule.ts'

/** A run that starts by itself has nobody to ask for what it needs. */
export const triggerInputMissing: Rule = {
  id: 'trigger-input-missing',
  severity: 'error',
  check: ({ workflow: { inputs, triggers } }) => {
    const required = Object.entries(inputs).flatMap(([name, input]) => (input.required ? [name] : []))
    return triggers.flatMap((trigger, index) => {
      const missing = trigger.type === 'manual' ? [] : required.filter((name) => !Object.hasOwn(trigger.inputs, name))
      return missing.map((name) => {
        const message = `The trigger ${quoted(trigger.id)} does not give the input ${quoted(name)}, which every run needs.`
        const help = `Add ${quoted(name)} to its \`inputs\`, or give the input a \`default\`.`
        return { pointer: `/triggers/${index}/inputs`, message, help }
      })
    })
  },
}
