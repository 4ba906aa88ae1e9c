import { z } from 'zod'
import { jsonObject, listOf } from './basics.ts'

/** What runs could be given, to try a WorkChart out. Empty: nobody has written any. */
export const sampleRows = z
  .object({
    rows: listOf(z.object({ inputs: jsonObject }).readonly()),
    /** How many rows there are beyond those. */
    leftOut: z.number(),
  })
  .readonly()
  .meta({ id: 'SampleRows' })

export type SampleRows = z.infer<typeof sampleRows>
