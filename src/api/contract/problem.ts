import { z } from 'zod'
import { listOf } from './basics.ts'

/** Something wrong with one value. `pointer` is a JSON Pointer into the body, or into the document that `file` names. */
const problemError = z
  .object({
    pointer: z.string(),
    detail: z.string(),
    file: z.string().optional(),
    line: z.number().optional(),
    column: z.number().optional(),
    /** The rule it breaks, for documents. */
    rule: z.string().optional(),
  })
  .readonly()
  .meta({ id: 'ProblemError' })

/** Problem details by RFC 9457. `detail` says what happened and what to do next; `code` is stable and for machines. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    detail: z.string(),
    instance: z.string(),
    code: z.string(),
    errors: listOf(problemError),
  })
  .readonly()
  .meta({ id: 'Problem' })

export type Problem = z.infer<typeof problem>
export type ProblemError = z.infer<typeof problemError>
