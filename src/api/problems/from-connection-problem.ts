import { assertNever } from '../../core/basics/assert-never.ts'
import type { ConnectionProblem } from '../../engine/connections.ts'
import { CONNECTIONS_MAX } from '../../engine/connections.ts'
import type { ApiProblem } from './refuse.ts'

/** Why a connection was not changed, as the API answers it. */
export function fromConnectionProblem(problem: ConnectionProblem): ApiProblem {
  switch (problem.code) {
    case 'connection-invalid':
      return {
        code: problem.code,
        detail: 'The connection can not be used like this, so nothing was saved. Mend what is listed, then try again.',
        errors: problem.flaws,
      }
    case 'connection-exists':
      return {
        code: problem.code,
        detail: `There is a connection "${problem.name}" already. Give this one another name, or replace the other.`,
      }
    case 'connection-unknown':
      return { code: problem.code, detail: 'There is no connection of this name. Look at the list again.' }
    case 'connections-full':
      return {
        code: problem.code,
        detail: `${CONNECTIONS_MAX} connections are there already; at most so many can be. Remove one that nobody needs, then try again.`,
      }
    case 'connection-changed':
      return {
        code: problem.code,
        detail: `Somebody else changed "${problem.name}" at the same moment. Look at the list again, then try once more.`,
      }
    case 'key-file-missing':
    case 'key-file-exposed':
    case 'key-file-invalid':
    case 'secret-unreadable':
      return problem
    default:
      return assertNever(problem)
  }
}
