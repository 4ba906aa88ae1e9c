import { assertNever } from '../../core/basics/assert-never.ts'
import type { RowsRefused } from '../../engine/row-checks.ts'
import { fromRunProblem, unknownWorkflow } from './from-run-problem.ts'
import type { ApiProblem } from './refuse.ts'

/** Why rows were not looked at, as the API answers it. */
export function fromRowsRefused(refused: RowsRefused): ApiProblem {
  switch (refused.code) {
    case 'workflow-unknown':
      return unknownWorkflow(refused.name)
    case 'workflow-invalid':
      return fromRunProblem(refused)
    case 'rows-refused':
      return { code: refused.code, detail: refused.message }
    default:
      return assertNever(refused)
  }
}
