import { assertNever } from '../../core/basics/assert-never.ts'
import type { SkillRequestProblem } from '../../engine/skill-requests.ts'
import { SKILL_REQUESTS_MAX } from '../../engine/skill-requests.ts'
import { unknownDraft } from './from-draft-problem.ts'
import type { ApiProblem } from './refuse.ts'

/** Why no skill was asked for, or no request closed, as the API answers it. */
export function fromSkillRequestProblem(problem: SkillRequestProblem): ApiProblem {
  switch (problem.code) {
    case 'workflow-unknown':
      return unknownDraft(problem.name)
    case 'stage-unknown':
      return {
        code: problem.code,
        detail: `There is no stage "${problem.stage}" in it. Save the draft, then ask again.`,
      }
    case 'skill-requests-full':
      return {
        code: problem.code,
        detail: `${SKILL_REQUESTS_MAX} skills are asked for already; at most so many can be. Close some that are made or not wanted, then ask again.`,
      }
    case 'skill-request-unknown':
      return { code: problem.code, detail: `Nobody asked for a skill under "${problem.id}". Look at the list again.` }
    default:
      return assertNever(problem)
  }
}
