import { z } from 'zod'
import { VIEW_NAME_CHARACTERS_MAX } from '../../core/run/saved-views.ts'
import { listOf } from './basics.ts'
import { viewFilter } from './runs.ts'

/** A list of runs that somebody comes back to. */
export const runView = z
  .object({ id: z.string(), name: z.string(), filter: viewFilter })
  .readonly()
  .meta({ id: 'RunView' })

export const runViewList = z
  .object({
    /** In the order in which they were saved. */
    views: listOf(runView),
  })
  .readonly()
  .meta({ id: 'RunViewList' })

/** Longer ones are told what is wrong with them; far longer ones are no names. */
const name = z.string().max(2 * VIEW_NAME_CHARACTERS_MAX)

export const saveRunView = z.strictObject({ name, filter: viewFilter }).meta({ id: 'SaveRunView' })

export type RunView = z.infer<typeof runView>
export type RunViewList = z.infer<typeof runViewList>
export type SaveRunView = z.input<typeof saveRunView>
