import { childPointer } from '../../basics/json-pointer.ts'
import { quoted } from '../../basics/quoted.ts'
import { roleUses } from '../role-uses.ts'
import type { Rule } from '../rule.ts'

/** A role that no stage uses decides nothing, though it looks as if it did. */
export const unusedRole: Rule = {
  id: 'unused-role',
  severity: 'warning',
  check: ({ workflow }) => {
    const used = new Set(roleUses(workflow).map(({ reference }) => `${reference.kind}:${reference.name}`))
    return Object.keys(workflow.roles).flatMap((role) => {
      if (used.has(`role:${role}`)) return []
      const help = `Write \`role:${role}\` in a stage, or remove the role.`
      return [
        { pointer: childPointer('/roles', role), at: 'key', message: `No stage uses the role ${quoted(role)}.`, help },
      ]
    })
  },
}
