import { z } from 'zod'
import { cost, instant, jsonObject, listOf, orNull, stageName, workflowName } from './basics.ts'
import { runInput } from './workflows.ts'

/** A skill, an agent or a command that can do a stage or help with one. */
const fields = {
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
  /** Where it was found, for people. */
  source: z.string(),
  /** SHA-256 over all its files. */
  digest: z.string(),
  /** What its file asks for; null: it is no text for an agent. Nothing is granted by it. */
  asks: orNull(
    z.object({ model: z.string().nullable(), turns: z.number().nullable(), tools: listOf(z.string()) }).readonly(),
  ),
  /** How many stages of WorkCharts name it, and of how many WorkCharts. */
  uses: z.number(),
  workCharts: z.number(),
}

const capability = z.object(fields).readonly().meta({ id: 'Capability' })

export const capabilityList = z
  .object({ capabilities: listOf(capability) })
  .readonly()
  .meta({ id: 'CapabilityList' })

/** All about one. */
export const capabilityDetail = z
  .object({
    ...fields,
    confidence: z.enum(['reported', 'scored', 'none']),
    files: listOf(z.object({ path: z.string(), size: z.number(), sha256: z.string() }).readonly()),
    /** What it takes when it is tested, as a form asks for it. */
    inputs: listOf(runInput),
    /** Its SKILL.md or its own file; null: it has none. Plain text, however it looks. */
    text: orNull(z.object({ file: z.string(), text: z.string(), isWhole: z.boolean() }).readonly()),
    usedIn: listOf(z.object({ workflow: workflowName, stage: stageName }).readonly()),
    /** What was proved of it, by its files' SHA-256; the newest first. */
    versions: listOf(
      z.object({ digest: z.string(), stages: z.number(), lastAt: instant, isThis: z.boolean() }).readonly(),
    ),
  })
  .readonly()
  .meta({ id: 'CapabilityDetail' })

export const testCapabilityRequest = z.strictObject({ inputs: jsonObject }).meta({ id: 'TestCapabilityRequest' })

/** Files that stand where an artifact is expected and can not be used. */
export const unusableArtifacts = z
  .object({ artifacts: listOf(z.object({ file: z.string(), reason: z.string(), mend: z.string() }).readonly()) })
  .readonly()
  .meta({ id: 'UnusableArtifacts' })

export type Capability = z.infer<typeof capability>
export type CapabilityDetail = z.infer<typeof capabilityDetail>
export type CapabilityList = z.infer<typeof capabilityList>
export type UnusableArtifacts = z.infer<typeof unusableArtifacts>
