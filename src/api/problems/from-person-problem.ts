import { assertNever } from '../../core/basics/assert-never.ts'
import type { PersonProblem } from '../../engine/people.ts'
import { PEOPLE_MAX } from '../../engine/people.ts'
import type { ApiProblem } from './refuse.ts'

/** Why nobody was added or changed, as the API answers it. */
export function fromPersonProblem(problem: PersonProblem): ApiProblem {
  switch (problem.code) {
    case 'person-unknown':
      return { code: problem.code, detail: `There is nobody "${problem.id}" here. Look at the list of people again.` }
    case 'person-invalid':
      return {
        code: problem.code,
        detail: 'Nothing was saved. Mend what is named and send it again.',
        errors: problem.flaws.map(({ key, message }) => ({ pointer: `/${key}`, detail: message })),
      }
    case 'email-taken':
      return {
        code: problem.code,
        detail: `${problem.by} has the address ${problem.email} already. Change their roles instead, or use another address.`,
      }
    case 'people-full':
      return {
        code: problem.code,
        detail: `There are ${PEOPLE_MAX} people, and no more fit. Remove those who have left.`,
      }
    default:
      return assertNever(problem)
  }
}
