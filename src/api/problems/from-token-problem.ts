import { assertNever } from '../../core/basics/assert-never.ts'
import type { TokenProblem } from '../../engine/tokens.ts'
import { TOKENS_MAX } from '../../engine/tokens.ts'
import type { ApiProblem } from './refuse.ts'

/** Why no token was made or taken back, as the API answers it. */
export function fromTokenProblem(problem: TokenProblem): ApiProblem {
  switch (problem.code) {
    case 'token-unknown':
      return { code: problem.code, detail: `There is no token "${problem.id}". Look at the list of tokens again.` }
    case 'tokens-full':
      return { code: problem.code, detail: `There are ${TOKENS_MAX} of them already. Take back those nobody uses.` }
    case 'token-decides':
      return {
        code: problem.code,
        detail: 'Tasks are decided by people, never by a service. Leave out the scope `decide`.',
      }
    default:
      return assertNever(problem)
  }
}
