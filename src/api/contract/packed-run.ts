import { z } from 'zod'
import { listOf } from './basics.ts'
import { runDetail } from './run-detail.ts'

/** `at`: for each row the place of its value in `values`; null: there is one value for all rows, or one for each. */
const packedColumn = z
  .object({ name: z.string(), values: listOf(z.unknown()), at: listOf(z.number()).nullable() })
  .readonly()
  .meta({ id: 'PackedColumn' })

/** Rows with the same keys by their columns, in which no value is told twice. */
const packedRows = z
  .object({ count: z.number(), columns: listOf(packedColumn) })
  .readonly()
  .meta({ id: 'PackedRows' })

/** A run's page whose rows are packed: `stages`, and `segments` of the timeline, each with the index of its stage. */
export const packedRun = z
  .object({
    ...runDetail.unwrap().omit({ stages: true, timeline: true }).shape,
    packed: z.object({ stages: packedRows, segments: packedRows }).readonly(),
  })
  .readonly()
  .meta({ id: 'PackedRun' })

/** `rows=packed`: the rows of a run whose values are left out are packed. */
export const runPageQuery = z.strictObject({ rows: z.enum(['plain', 'packed']).default('plain') })

export type PackedColumn = z.infer<typeof packedColumn>
export type PackedRows = z.infer<typeof packedRows>
export type PackedRun = z.infer<typeof packedRun>
