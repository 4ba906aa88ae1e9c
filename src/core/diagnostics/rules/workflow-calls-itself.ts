import { quoted } from '../../basics/quoted.ts'
import { roleUses } from '../role-uses.ts'
import type { Rule } from '../rule.ts'

/** A workflow that starts itself would start runs without end. */
export const workflowCallsItself: Rule = {
  id: 'workflow-calls-itself',
  severity: 'error',
  check: ({ workflow }) =>
    roleUses(workflow).flatMap(({ reference, pointer }) => {
      if (reference.kind !== 'workflow' || reference.name !== workflow.id) return []
      const message = `This workflow, ${quoted(workflow.id)}, would start itself.`
      return [{ pointer, message, help: 'Name another workflow, or depend on a stage of this one.' }]
    }),
}
