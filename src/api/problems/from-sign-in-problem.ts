import { assertNever } from '../../core/basics/assert-never.ts'
import type { Timestamp } from '../../core/basics/timestamp.ts'
import { PASSWORD_MAX, PASSWORD_MIN } from '../../core/people/password.ts'
import type { SignInProblem } from '../../engine/sign-in.ts'
import type { ApiProblem } from './refuse.ts'

/** Why nobody was signed in, as the API answers it. */
export function fromSignInProblem(problem: SignInProblem, now: Timestamp): ApiProblem {
  switch (problem.code) {
    case 'sign-in-refused':
      return {
        code: problem.code,
        detail:
          'The e-mail address and the password do not fit together. Try again, or ask an Admin for an invitation.',
      }
    case 'sign-in-link-over':
      return { code: problem.code, detail: 'This link was used before or is too old. Ask for a new one.' }
    case 'invitation-over':
      return {
        code: problem.code,
        detail: 'This invitation was used before, is too old, or there is a newer one. Ask an Admin for a new one.',
      }
    case 'password-unfit':
      return { code: problem.code, detail: `Choose a password of ${PASSWORD_MIN} to ${PASSWORD_MAX} characters.` }
    case 'too-many-tries':
      return { code: problem.code, detail: `That was tried too often. Try again ${inMinutes(problem.until, now)}.` }
    default:
      return assertNever(problem)
  }
}

function inMinutes(until: Timestamp, now: Timestamp): string {
  const minutes = Math.max(1, Math.ceil((until - now) / 60_000))
  return minutes === 1 ? 'in a minute' : `in ${minutes} minutes`
}
