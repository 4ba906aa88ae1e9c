import type { Reference } from '../../workflow/reference.ts'
import { formatReference } from '../../workflow/reference.ts'
import { escalations } from '../escalations.ts'
import type { Finding } from '../finding.ts'
import type { Rule } from '../rule.ts'

/** What no machine was sure of goes to people. */
export const escalationToPerson: Rule = {
  id: 'escalation-to-person',
  severity: 'error',
  check: ({ workflow }) =>
    escalations(workflow).flatMap(([{ to = [], onBreach = [] }, pointer]) => [
      ...refuseMachines(to, `${pointer}/to`),
      ...onBreach.flatMap((step, index) => refuseMachines(step.to, `${pointer}/on_breach/${index}/to`)),
    ]),
}

function refuseMachines(references: readonly Reference[], pointer: string): readonly Finding[] {
  return references.flatMap((reference, index) => {
    if (reference.kind === 'human') return []
    const message = `A task can not go to \`${formatReference(reference)}\`, which is not a person.`
    return [{ pointer: `${pointer}/${index}`, message, help: 'Write for example `human:support-lead`.' }]
  })
}
