import { assertNever } from '../../core/basics/assert-never.ts'
import type { SamplesAbsent } from '../../engine/samples.ts'
import { unknownDraft, unknownTemplate } from './from-draft-problem.ts'
import { fromDiagnostic } from './from-run-problem.ts'
import type { ApiProblem } from './refuse.ts'

/** Why there are no sample rows to give, as the API answers it. */
export function fromSamplesAbsent(absent: SamplesAbsent): ApiProblem {
  switch (absent.code) {
    case 'workflow-unknown':
      return unknownDraft(absent.name)
    case 'template-unknown':
      return unknownTemplate(absent.template)
    case 'workflow-invalid':
      return {
        code: absent.code,
        detail: 'The document can not be read, so nobody knows which inputs the rows are for. Mend it first.',
        errors: absent.problems.map(fromDiagnostic),
      }
    case 'samples-unreadable':
      return { code: 'samples-invalid', detail: `${absent.file}: ${absent.message}` }
    case 'samples-invalid':
      return {
        code: absent.code,
        detail: `${absent.file} does not fit the inputs of the WorkChart. Mend the cells that are listed.`,
        errors: absent.problems.map(({ line, column, message }) => {
          return { pointer: `/${column}`, detail: message, file: absent.file, line }
        }),
      }
    default:
      return assertNever(absent)
  }
}
