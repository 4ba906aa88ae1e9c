import { REFUSE_CODE } from '../../core/workflow/refuse-code.ts'
import type { ApiProblem } from './refuse.ts'

/** The law's sentence, word for word. */
export const CODE_REFUSED: ApiProblem = { code: 'code-refused', detail: REFUSE_CODE }
