import { assertNever } from '../../core/basics/assert-never.ts'
import type { AssumptionsProblem } from '../../engine/change-assumptions.ts'
import type { ApiProblem } from './refuse.ts'

/** Why nothing is assumed, as the API answers it. */
export function fromAssumptionsProblem(problem: AssumptionsProblem): ApiProblem {
  switch (problem.code) {
    case 'workflow-invalid':
      return { code: problem.code, detail: 'Its file can not be read. Mend the file, then say what you assume.' }
    case 'stage-unknown':
      return {
        code: problem.code,
        detail: `It has no stage ${problem.stages.map((stage) => `"${stage}"`).join(', ')}. Leave out the minutes for it.`,
        errors: problem.stages.map((stage) => ({
          pointer: `/minutes/${stage}`,
          detail: `There is no stage "${stage}".`,
        })),
      }
    case 'assumptions-changed':
      return { code: problem.code, detail: 'Somebody changed it since you looked. Look again, then change it.' }
    default:
      return assertNever(problem)
  }
}
