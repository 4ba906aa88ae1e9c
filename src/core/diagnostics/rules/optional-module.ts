import { quoted } from '../../basics/quoted.ts'
import { didYouMean } from '../../workflow/nearest.ts'
import { formatReference } from '../../workflow/reference.ts'
import type { ContextPolicy } from '../../workflow/workflow.ts'
import { contextPolicies } from '../context-policies.ts'
import type { Finding } from '../finding.ts'
import type { Rule } from '../rule.ts'

/** `optional` says which of the modules may be missing, so it can list only modules. */
export const optionalModule: Rule = {
  id: 'optional-module',
  severity: 'error',
  check: ({ workflow }) => contextPolicies(workflow).flatMap(([policy, pointer]) => checkPolicy(policy, pointer)),
}

function checkPolicy({ modules, optional }: ContextPolicy, pointer: string): readonly Finding[] {
  const listed = modules.map(formatReference)
  return optional.flatMap((reference, index) => {
    const name = formatReference(reference)
    if (listed.includes(name) || reference.kind !== 'ctx') return []
    const help = didYouMean(name, listed, 'Add it to `modules` too.')
    return [
      {
        pointer: `${pointer}/optional/${index}`,
        message: `${quoted(name)} is optional, but not one of the modules.`,
        help,
      },
    ]
  })
}
