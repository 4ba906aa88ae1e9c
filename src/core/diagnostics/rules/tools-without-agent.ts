import { quoted } from '../../basics/quoted.ts'
import { formatReference } from '../../workflow/reference.ts'
import { eachStage } from '../each-stage.ts'
import { mayBeAgent } from '../may-be-agent.ts'
import type { Rule } from '../rule.ts'

/** Only an agent chooses and uses tools; for anyone else the list would be decoration. */
export const toolsWithoutAgent: Rule = {
  id: 'tools-without-agent',
  severity: 'error',
  check: (subject) =>
    eachStage(subject, ({ id, roles: { primary, tools } }, pointer) => {
      if (tools.length === 0 || mayBeAgent(primary, subject.workflow)) return []
      const message = `The stage ${quoted(id)} lists tools, but \`${formatReference(primary)}\` is no agent and uses none.`
      return [{ pointer: `${pointer}/roles/tools`, message, help: 'Remove `tools`, or let an agent do the stage.' }]
    }),
}
