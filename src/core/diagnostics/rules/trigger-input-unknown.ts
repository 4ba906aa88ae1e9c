import { childPointer } from '../../basics/json-pointer.ts'
import { quoted } from '../../basics/quoted.ts'
import { didYouMean } from '../../workflow/nearest.ts'
import type { Rule } from '../rule.ts'

/** A trigger gives only inputs that the workflow declares. */
export const triggerInputUnknown: Rule = {
  id: 'trigger-input-unknown',
  severity: 'error',
  check: ({ workflow: { inputs, triggers } }) =>
    triggers.flatMap((trigger, index) =>
      Object.keys(trigger.inputs).flatMap((name) => {
        if (Object.hasOwn(inputs, name)) return []
        const message = `The trigger ${quoted(trigger.id)} gives an input ${quoted(name)} that the workflow does not have.`
        const help = didYouMean(
          name,
          Object.keys(inputs),
          `Declare ${quoted(name)} under \`inputs\`, or remove it here.`,
        )
        return [{ pointer: childPointer(`/triggers/${index}/inputs`, name), at: 'key', message, help }]
      }),
    ),
}
