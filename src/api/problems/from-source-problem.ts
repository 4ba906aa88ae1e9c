import { assertNever } from '../../core/basics/assert-never.ts'
import type { SourceProblem } from '../../engine/sources.ts'
import { fromTestProblem } from './from-test-problem.ts'
import type { ApiProblem } from './refuse.ts'

/** Why a source was not changed, as the API answers it. */
export function fromSourceProblem(problem: SourceProblem): ApiProblem {
  switch (problem.code) {
    case 'capability-unknown':
      return fromTestProblem(problem)
    case 'source-fixed':
      return { code: problem.code, detail: problem.reason }
    case 'source-file-unknown':
      return {
        code: problem.code,
        detail: `It has no file "${problem.name}" that can be changed here. Choose one of ${problem.names.join(', ')}.`,
      }
    case 'source-changed':
      return {
        code: problem.code,
        detail: `${problem.file} was changed by somebody else after you opened it, so nothing was written. Keep a copy of your text, open it again, and change what it says now.`,
      }
    case 'source-invalid':
      return {
        code: problem.code,
        detail: 'The text has errors, so nothing was written. Mend them, then save again.',
        errors: problem.faults.map(({ line, column, message, help }) => {
          return { pointer: '', detail: `${message} ${help}`, file: problem.file, line, column }
        }),
      }
    default:
      return assertNever(problem)
  }
}
