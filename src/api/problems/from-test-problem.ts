import type { TestProblem } from '../../engine/tests.ts'
import { fromRunProblem } from './from-run-problem.ts'
import type { ApiProblem } from './refuse.ts'

/** Why nothing was tested, as the API answers it. */
export function fromTestProblem(problem: TestProblem): ApiProblem {
  switch (problem.code) {
    case 'stage-unknown':
      return { code: problem.code, detail: `The draft has no stage "${problem.stage}". Open it again.` }
    case 'capability-unknown':
      return {
        code: problem.code,
        detail: `There is nothing called "${problem.ref}" that can do a stage. Look it up in the list of skills.`,
      }
    case 'capability-unavailable':
      return { code: problem.code, detail: problem.reason }
    case 'samples-refused':
      return {
        code: 'inputs-invalid',
        detail: `${problem.refused.length} of the samples do not fit what is asked for. Mend them, then test again.`,
        errors: problem.refused.flatMap(({ index, problems }) =>
          problems.map(({ pointer, message }) => ({ pointer: `/each/${index}${pointer}`, detail: message })),
        ),
      }
    case 'too-many-runs':
      return {
        code: problem.code,
        detail: `A test takes at most ${problem.runsMax} samples; these are ${problem.runs}.`,
      }
    case 'test-too-large':
      return {
        code: problem.code,
        detail: `A test takes at most ${problem.stagesMax} stages over all samples; these are ${problem.stages}. Test fewer samples, or one stage alone.`,
      }
    default:
      return fromRunProblem(problem)
  }
}

export const TEST_OVER: ApiProblem = {
  code: 'test-over',
  detail: 'This test is over and nothing of it was kept. Start it again.',
}
