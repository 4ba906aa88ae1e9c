import { assertNever } from '../../core/basics/assert-never.ts'
import type { CreateProblem } from '../api-parts.ts'
import { fromDiagnostic } from './from-run-problem.ts'
import type { ApiProblem } from './refuse.ts'

/** Why no file was written, as the API answers it. */
export function fromCreateProblem(problem: CreateProblem): ApiProblem {
  switch (problem.code) {
    case 'workflow-invalid':
      return {
        code: problem.code,
        detail: 'The document has errors. Mend them, then send it again.',
        errors: problem.problems.map(fromDiagnostic),
      }
    case 'workflow-exists':
      return {
        code: problem.code,
        detail: `There is a WorkChart "${problem.id}" already, in ${problem.file}. Choose another \`workflow_id\`.`,
      }
    case 'collection-unknown':
      return {
        code: problem.code,
        detail: `There is no collection "${problem.collection}". Leave it out to use your own.`,
      }
    default:
      return assertNever(problem)
  }
}
