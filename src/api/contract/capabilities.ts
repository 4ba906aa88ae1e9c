import { z } from 'zod'
import { cost, jsonObject, listOf, orNull } from './basics.ts'

/** A skill, an agent or a command that can do a stage or help with one. */
const capability = z
  .object({
    ref: z.string(),
    name: z.string(),
    description: z.string(),
    /** `ai`: it works with a confidence. `exact`: it does the same every time, or it acts. */
    kind: z.enum(['ai', 'exact']),
    /** Why a person does it until then; null: it can be done here. */
    unavailable: z.string().nullable(),
    /** JSON Schema; null: anything. */
    input: orNull(jsonObject),
    output: orNull(jsonObject),
    effect: z.enum(['pure', 'idempotent', 'once-or-ask']),
    /** What people call the values it takes and gives. */
    takes: listOf(z.string()),
    gives: listOf(z.string()),
    /** `starter`: it came with the program. */
    origin: z.enum(['starter', 'own']),
    /** The median over the uses whose cost is known; null: of none, or in several currencies. */
    cost: orNull(z.object({ median: cost, uses: z.number() }).readonly()),
    /** How many of the answers that people judged were right; null: nobody judged one. */
    quality: orNull(z.object({ right: z.number(), judged: z.number() }).readonly()),
  })
  .readonly()
  .meta({ id: 'Capability' })

export const capabilityList = z
  .object({ capabilities: listOf(capability) })
  .readonly()
  .meta({ id: 'CapabilityList' })

export type Capability = z.infer<typeof capability>
export type CapabilityList = z.infer<typeof capabilityList>
