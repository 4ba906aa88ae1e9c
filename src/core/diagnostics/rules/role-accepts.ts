import { childPointer } from '../../basics/json-pointer.ts'
import { quoted } from '../../basics/quoted.ts'
import type { Reference } from '../../workflow/reference.ts'
import { formatReference } from '../../workflow/reference.ts'
import type { RoleSlot } from '../../workflow/workflow.ts'
import type { Finding } from '../finding.ts'
import type { Rule } from '../rule.ts'

/** Who has a role by default must be of a kind that the role accepts. */
export const roleAccepts: Rule = {
  id: 'role-accepts',
  severity: 'error',
  check: ({ workflow: { roles } }) => Object.entries(roles).flatMap(([role, slot]) => checkDefault(role, slot)),
}

function checkDefault(role: string, { accepts, default: bound }: RoleSlot): readonly Finding[] {
  if (bound === undefined || bound.kind === 'role') return []
  if (bound.kind === 'ctx') return [refuse(role, bound, 'Name who does the work; modules go to `context_policy`.')]
  if (accepts === undefined || accepts.includes(bound.kind)) return []
  const kinds = accepts.map((kind) => `\`${kind}\``).join(', ')
  return [refuse(role, bound, `Choose one of the kinds ${kinds}, or add \`${bound.kind}\` to \`accepts\`.`)]
}

function refuse(role: string, bound: Reference, help: string): Finding {
  const message = `The role ${quoted(role)} does not accept \`${formatReference(bound)}\`.`
  return { pointer: `${childPointer('/roles', role)}/default`, message, help }
}
