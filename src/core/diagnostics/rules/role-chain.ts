import { childPointer } from '../../basics/json-pointer.ts'
import { quoted } from '../../basics/quoted.ts'
import type { Rule } from '../rule.ts'

/** A role that stands for another role would leave it open who decides. */
export const roleChain: Rule = {
  id: 'role-chain',
  severity: 'error',
  check: ({ workflow: { roles } }) =>
    Object.entries(roles).flatMap(([role, slot]) => {
      if (slot.default?.kind !== 'role') return []
      const message = `The role ${quoted(role)} points to another role, \`role:${slot.default.name}\`.`
      return [
        {
          pointer: `${childPointer('/roles', role)}/default`,
          message,
          help: 'Name who does the work, for example `human:support-lead`.',
        },
      ]
    }),
}
