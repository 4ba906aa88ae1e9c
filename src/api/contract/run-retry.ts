import { z } from 'zod'
import { cost, jsonObject, listOf, orNull, stageName } from './basics.ts'
import { runInput } from './workflows.ts'

const retryFate = z
  .enum(['kept', 'unfinished', 'chosen', 'new', 'changed', 'other-inputs', 'after-another'])
  .meta({ id: 'RetryFate' })

/** What a retry would take over, and what it would do again. */
export const retryPreview = z
  .object({
    /** The version of the WorkChart; null: it is kept under no number. */
    version: z.number().nullable(),
    /** What it can be given, and with what it would begin. */
    inputs: listOf(runInput),
    values: jsonObject,
    /** What is not kept comes first. */
    stages: listOf(z.object({ stage: stageName, fate: retryFate }).readonly()),
    kept: z.number(),
    /** Stages that are left out here. */
    omitted: z.number(),
    /** What the stages to be done again cost in the run; null: of at least one nobody knows. */
    cost: orNull(cost),
  })
  .readonly()
  .meta({ id: 'RetryPreview' })

export type RetryPreview = z.infer<typeof retryPreview>
