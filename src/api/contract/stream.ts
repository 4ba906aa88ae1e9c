import { z } from 'zod'

/** One message of the live stream; its SSE id is `position`. Light: whoever needs more asks for the run. */
export const streamMessage = z
  .object({ position: z.number(), run: z.string(), seq: z.number(), type: z.string(), stage: z.string().nullable() })
  .readonly()
  .meta({ id: 'StreamMessage' })

/** `after`: replay from there; without it, and without `Last-Event-ID`, the stream begins now. */
export const streamQuery = z.strictObject({ after: z.coerce.number().int().min(0).optional() })

export type StreamMessage = z.infer<typeof streamMessage>
