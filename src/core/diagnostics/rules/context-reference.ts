import type { Reference } from '../../workflow/reference.ts'
import { formatReference } from '../../workflow/reference.ts'
import { contextPolicies } from '../context-policies.ts'
import type { Finding } from '../finding.ts'
import type { Rule } from '../rule.ts'

/** Context is made of modules; who works is named under `roles`. */
export const contextReference: Rule = {
  id: 'context-reference',
  severity: 'error',
  check: ({ workflow }) =>
    contextPolicies(workflow).flatMap(([{ modules, optional }, pointer]) => [
      ...refuseOthers(modules, `${pointer}/modules`),
      ...refuseOthers(optional, `${pointer}/optional`),
    ]),
}

function refuseOthers(references: readonly Reference[], pointer: string): readonly Finding[] {
  return references.flatMap((reference, index) => {
    if (reference.kind === 'ctx') return []
    const message = `\`${formatReference(reference)}\` is not a context module.`
    return [
      { pointer: `${pointer}/${index}`, message, help: `Write \`ctx:${reference.name}\`, or name it under \`roles\`.` },
    ]
  })
}
