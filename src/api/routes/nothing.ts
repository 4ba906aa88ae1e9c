import { z } from 'zod'

/** The body of a change that needs no words: `{}`. */
export const nothing = z.strictObject({})
