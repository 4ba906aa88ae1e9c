import type { FormReason } from '../../schema/form-profile.ts'
import { formProfile } from '../../schema/form-profile.ts'
import { secretsIn } from '../../schema/secrets-in.ts'
import type { JsonSchema } from '../../workflow/workflow.ts'
import { formsOfPeople } from '../forms-of-people.ts'
import type { Rule } from '../rule.ts'

/** Simple forms can be asked anywhere; others only where there is room for them. */
export const formWebOnly: Rule = {
  id: 'form-web-only',
  severity: 'warning',
  check: ({ workflow }) =>
    formsOfPeople(workflow).flatMap(({ schema, place }) =>
      reasonsIn(schema).map(({ pointer, message }) => ({
        pointer: place(pointer),
        message: `This can be answered on the web page and as JSON only: ${message.charAt(0).toLowerCase()}${message.slice(1)}`,
        help: 'Leave it so, or ask for texts, numbers, yes or no, and choices.',
      })),
    ),
}

/** A secret is another rule's matter: it should not be asked for in any form. */
function reasonsIn(schema: JsonSchema): readonly FormReason[] {
  const secrets = secretsIn(schema)
  return formProfile(schema).reasons.filter(
    ({ pointer }) => !secrets.some((secret) => `${pointer}/`.startsWith(`${secret}/`)),
  )
}
