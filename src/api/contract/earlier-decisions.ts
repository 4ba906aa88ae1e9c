import { z } from 'zod'
import { ROLES } from '../../core/people/role.ts'
import { actor, instant, listOf, orNull } from './basics.ts'
import { answerType } from './tasks.ts'

/** What somebody decided about the same stage of the same WorkChart. */
const earlierDecision = z
  .object({
    task: z.string(),
    run: z.string(),
    runTitle: z.string().nullable(),
    by: actor,
    /** The role it was done with; null: it was decided before roles were kept. */
    role: orNull(z.enum(ROLES)),
    at: instant,
    answer: answerType,
    note: z.string(),
    /** Of the answer that was checked; null: not known, or there was none. */
    confidence: z.number().nullable(),
    threshold: z.number().nullable(),
  })
  .readonly()
  .meta({ id: 'EarlierDecision' })

/** Only decisions about tasks that the caller may see. */
export const earlierDecisions = z
  .object({
    /** The last first. */
    latest: listOf(earlierDecision),
    /** How it went lately: a sentence. Null: nothing like this was decided lately. */
    overall: z.string().nullable(),
  })
  .readonly()
  .meta({ id: 'EarlierDecisions' })

export type EarlierDecision = z.infer<typeof earlierDecision>
export type EarlierDecisions = z.infer<typeof earlierDecisions>
