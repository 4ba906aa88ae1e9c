import { quoted } from '../../basics/quoted.ts'
import { didYouMean } from '../../workflow/nearest.ts'
import { roleUses } from '../role-uses.ts'
import type { Rule } from '../rule.ts'

/** `role:x` stands for whoever is bound to x, so x must be declared. */
export const roleUndeclared: Rule = {
  id: 'role-undeclared',
  severity: 'error',
  check: ({ workflow }) => {
    const declared = Object.keys(workflow.roles)
    return roleUses(workflow).flatMap(({ reference: { kind, name }, pointer }) => {
      if (kind !== 'role' || declared.includes(name)) return []
      const help = didYouMean(name, declared, `Declare ${quoted(name)} under \`roles\`, or name who does it.`)
      return [{ pointer, message: `The role ${quoted(name)} is not declared.`, help }]
    })
  },
}
