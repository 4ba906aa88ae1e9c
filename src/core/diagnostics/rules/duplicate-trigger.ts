import { quoted } from '../../basics/quoted.ts'
import type { Rule } from '../rule.ts'

/** Firings are counted by the trigger's id, so two triggers can not share one. */
export const duplicateTrigger: Rule = {
  id: 'duplicate-trigger',
  severity: 'error',
  check: ({ workflow: { triggers } }) =>
    triggers.flatMap(({ id }, index) => {
      const first = triggers.findIndex((trigger) => trigger.id === id)
      if (first === index) return []
      const message = `\`triggers[${first}]\` already has the id ${quoted(id)}.`
      return [{ pointer: `/triggers/${index}/id`, message, help: 'Give this trigger another id.' }]
    }),
}
