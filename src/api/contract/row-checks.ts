import { z } from 'zod'
import { jsonObject, listOf } from './basics.ts'
import { ROWS_BYTES_MAX } from './row-limits.ts'

/** Rows to start runs with, as somebody wrote, pasted or saved them: CSV, a JSON list, or JSON Lines. */
export const rowCheckRequest = z
  .strictObject({
    text: z.string().max(ROWS_BYTES_MAX),
    /** The column that runs are called by; absent: `title`, where there is one and it is no input. */
    title: z.string().max(200).optional(),
  })
  .meta({ id: 'RowCheckRequest' })

/** What would start, and what would not. Nothing was started. */
export const rowCheck = z
  .object({
    /** What `at` counts, from 1: lines of the text, or items of a list. */
    numbered: z.enum(['line', 'item']),
    columns: listOf(z.string()),
    /** The column that runs are called by; null: by none. */
    title: z.string().nullable(),
    /** What fits, to be started as it is. */
    rows: listOf(z.object({ at: z.number(), title: z.string().nullable(), inputs: jsonObject }).readonly()),
    /** What does not, with everything that is wrong with it. `column` null: the whole row. */
    misfits: listOf(
      z
        .object({
          at: z.number(),
          problems: listOf(z.object({ column: z.string().nullable(), message: z.string() }).readonly()),
        })
        .readonly(),
    ),
    /** Columns that are no inputs and are left out; `meant`: the input that was probably meant. */
    strangers: listOf(z.object({ column: z.string(), meant: z.string().nullable() }).readonly()),
    /** Rows that say the same as the row `as` before them, and fit all the same. */
    repeats: listOf(z.object({ at: z.number(), as: z.number() }).readonly()),
  })
  .readonly()
  .meta({ id: 'RowCheck' })

export type RowCheck = z.infer<typeof rowCheck>
export type RowCheckRequest = z.input<typeof rowCheckRequest>
