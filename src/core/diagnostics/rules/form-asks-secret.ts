import { pointerLabel } from '../../basics/json-pointer.ts'
import { secretsIn } from '../../schema/secrets-in.ts'
import { formsOfPeople } from '../forms-of-people.ts'
import type { Rule } from '../rule.ts'

/** What people fill in is kept in the history and given to later stages; a secret must be in neither. */
export const formAsksSecret: Rule = {
  id: 'form-asks-secret',
  severity: 'warning',
  check: ({ workflow }) =>
    formsOfPeople(workflow).flatMap(({ schema, place }) =>
      secretsIn(schema).map((pointer) => ({
        pointer: place(pointer),
        message: `The field ${pointerLabel(pointer)} asks a person for a secret, and answers are kept in the history.`,
        help: 'Keep secrets in connections, and remove the field.',
      })),
    ),
}
