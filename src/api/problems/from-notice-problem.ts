import { assertNever } from '../../core/basics/assert-never.ts'
import type { NoticeProblem } from '../../engine/notices.ts'
import { NOTICE_WEBHOOKS_MAX } from '../../engine/notices.ts'
import type { ApiProblem } from './refuse.ts'

/** Why nothing was changed about how people are told, as the API answers it. */
export function fromNoticeProblem(problem: NoticeProblem): ApiProblem {
  switch (problem.code) {
    case 'notice-settings-invalid':
      return {
        code: problem.code,
        detail: 'This can not be used like this, so nothing was saved. Mend what is listed, then try again.',
        errors: problem.flaws,
      }
    case 'channel-unknown':
      return { code: problem.code, detail: 'This way of telling is not set up in Settings. Look at the list again.' }
    case 'channel-changed':
      return {
        code: problem.code,
        detail: 'Somebody else changed it at the same moment. Look at it again, then try once more.',
      }
    case 'channels-full':
      return {
        code: problem.code,
        detail: `${NOTICE_WEBHOOKS_MAX} programs are told already; at most so many can be. Remove one first.`,
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
