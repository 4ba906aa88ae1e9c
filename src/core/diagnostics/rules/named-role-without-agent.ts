import { childPointer } from '../../basics/json-pointer.ts'
import { quoted } from '../../basics/quoted.ts'
import { didYouMean } from '../../workflow/nearest.ts'
import { formatReference } from '../../workflow/reference.ts'
import type { Stage } from '../../workflow/workflow.ts'
import { eachStage } from '../each-stage.ts'
import type { Finding } from '../finding.ts'
import { mayBeAgent } from '../may-be-agent.ts'
import type { Rule } from '../rule.ts'

/** A role with a name of its own becomes a tool of the agent that does the stage; nobody else can use it. */
export const namedRoleWithoutAgent: Rule = {
  id: 'named-role-without-agent',
  severity: 'error',
  check: (subject) =>
    eachStage(subject, (stage, pointer) => {
      const { primary, named } = stage.roles
      if (mayBeAgent(primary, subject.workflow)) return []
      return Object.keys(named).map((role) => refuse(stage, role, childPointer(`${pointer}/roles`, role)))
    }),
}

const FIXED_ROLES = ['primary', 'tools', 'reviewer'] as const

function refuse({ id, roles }: Stage, role: string, pointer: string): Finding {
  const who = `\`${formatReference(roles.primary)}\``
  const message = `In the stage ${quoted(id)}, ${who} is no agent and has no use for a ${quoted(role)}.`
  return {
    pointer,
    at: 'key',
    message,
    help: didYouMean(role, FIXED_ROLES, 'Remove it, or let an agent do the stage.'),
  }
}
