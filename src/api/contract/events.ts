import { z } from 'zod'
import { listOf } from './basics.ts'
import { skippedFiring } from './triggers.ts'

/** The body of what is sent here is read by the rules of events, not by those of the other routes. */
export const EVENTS_PATH = '/api/v1/events'

/** Bytes of a request that brings an event. Whatever is larger travels as an address. */
export const EVENT_BYTES_MAX = 1024 * 1024

const eventAnswer = z
  .object({
    trigger: z.string(),
    /** `known`: it was decided before, and this is what came of it then. */
    heard: z.enum(['new', 'known']),
    outcome: z.discriminatedUnion('type', [
      z.object({ type: z.literal('run'), run: z.string() }).readonly(),
      z.object({ type: z.literal('skipped'), reason: skippedFiring, detail: z.string() }).readonly(),
      /** Nothing was noted: the trigger is off, paused, or waits for other events. */
      z.object({ type: z.literal('not-listening'), detail: z.string() }).readonly(),
    ]),
  })
  .readonly()

/** What each trigger did that an event concerns; none: nothing waits for it. */
export const eventReceipt = z
  .object({
    event: z.object({ id: z.string(), source: z.string(), type: z.string() }).readonly(),
    answers: listOf(eventAnswer),
  })
  .readonly()
  .meta({ id: 'EventReceipt' })

export type EventReceipt = z.infer<typeof eventReceipt>
