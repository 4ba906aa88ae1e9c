import { z } from 'zod'
import { ROLES } from '../../core/people/role.ts'
import { actor, instant, listOf, orNull } from './basics.ts'

/** One thing that was looked at. `missing` does not keep anything from working; `wrong` does. */
const finding = z
  .object({
    id: z.string(),
    title: z.string(),
    state: z.enum(['ok', 'missing', 'wrong']),
    detail: z.string(),
    /** What to do about it; null where nothing is to be done. */
    mend: z.string().nullable(),
  })
  .readonly()
  .meta({ id: 'Finding' })

export const doctorReport = z
  .object({ findings: listOf(finding) })
  .readonly()
  .meta({ id: 'DoctorReport' })

/** The engine goes on. */
export const health = z
  .object({
    /** How long the loop took to take a turn for this question. */
    turnMs: z.number(),
    /** How long what should have been seen to first has been due; 0: nothing is. It rises while every slot is busy. */
    overdueMs: z.number(),
  })
  .readonly()
  .meta({ id: 'Health' })

/** The one-time code of a start link. */
export const sessionRequest = z.strictObject({ code: z.string().min(1).max(200) }).meta({ id: 'SessionRequest' })

export const session = z
  .object({ actor, roles: listOf(z.enum(ROLES)), expiresAt: orNull(instant) })
  .readonly()
  .meta({ id: 'Session' })

/** A fresh start link, for the command line. It works once, within a minute. */
export const startLink = z.object({ url: z.string() }).readonly().meta({ id: 'StartLink' })

export const startedDemo = z.object({ workflow: z.string(), runs: z.number() }).readonly().meta({ id: 'StartedDemo' })

export type Finding = z.infer<typeof finding>
export type Session = z.infer<typeof session>
export type SessionRequest = z.input<typeof sessionRequest>
export type StartedDemo = z.infer<typeof startedDemo>
