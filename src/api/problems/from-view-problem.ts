import { assertNever } from '../../core/basics/assert-never.ts'
import { VIEW_NAME_CHARACTERS_MAX, VIEWS_MAX } from '../../core/run/saved-views.ts'
import type { RunViewProblem } from '../../engine/run-views.ts'
import type { ApiProblem } from './refuse.ts'

/** Why a view was not saved, changed or removed, as the API answers it. */
export function fromViewProblem(problem: RunViewProblem): ApiProblem {
  switch (problem.code) {
    case 'view-name-invalid': {
      const detail = `Give the view a name of 1 to ${VIEW_NAME_CHARACTERS_MAX} characters.`
      return {
        code: problem.code,
        detail: `It has no name to find it by. ${detail}`,
        errors: [{ pointer: '/name', detail }],
      }
    }
    case 'view-exists':
      return { code: problem.code, detail: `You have a view "${problem.name}" already. Choose another name.` }
    case 'view-unknown':
      return { code: problem.code, detail: 'There is no such view any more. Look at the list of your views again.' }
    case 'views-full':
      return { code: problem.code, detail: `You have ${VIEWS_MAX} views, and no more can be kept. Delete one first.` }
    case 'views-changed':
      return { code: problem.code, detail: 'Your views were changed at the same moment. Look at them, then try again.' }
    default:
      return assertNever(problem)
  }
}
