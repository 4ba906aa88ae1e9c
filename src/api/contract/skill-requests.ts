import { z } from 'zod'
import { actor, instant, listOf, orNull, stageName, workflowName } from './basics.ts'
import { SKILL_NAME_CHARACTERS_MAX, SKILL_PURPOSE_CHARACTERS_MAX, SKILL_VALUES_MAX } from './skill-request-limits.ts'

const SKILL_REQUEST_STATUSES = ['open', 'closed'] as const

/** A skill that somebody asked for. `inputs` and `outputs` say in words what it takes and gives. */
export const skillRequest = z
  .object({
    id: z.string(),
    name: z.string(),
    purpose: z.string(),
    inputs: listOf(z.string()),
    outputs: listOf(z.string()),
    /** The stage it is for; null: none in particular. */
    missedAt: orNull(z.object({ workChart: workflowName, stage: stageName }).readonly()),
    by: actor,
    at: instant,
    status: z.enum(SKILL_REQUEST_STATUSES),
  })
  .readonly()
  .meta({ id: 'SkillRequest' })

export const skillRequestList = z
  .object({ requests: listOf(skillRequest) })
  .readonly()
  .meta({ id: 'SkillRequestList' })

export const skillRequestQuery = z.strictObject({ status: z.enum(SKILL_REQUEST_STATUSES).default('open') })

const values = z.array(z.string().trim().min(1).max(SKILL_NAME_CHARACTERS_MAX)).max(SKILL_VALUES_MAX)
const ID_CHARACTERS_MAX = 64

export const askForSkillRequest = z
  .strictObject({
    name: z.string().trim().min(1).max(SKILL_NAME_CHARACTERS_MAX),
    purpose: z.string().trim().max(SKILL_PURPOSE_CHARACTERS_MAX).default(''),
    inputs: values.default([]),
    outputs: values.default([]),
    stage: z
      .strictObject({
        workflow: z.string().min(1).max(ID_CHARACTERS_MAX),
        id: z.string().min(1).max(ID_CHARACTERS_MAX),
      })
      .optional(),
  })
  .meta({ id: 'AskForSkillRequest' })

export type AskForSkillRequest = z.input<typeof askForSkillRequest>
export type SkillRequest = z.infer<typeof skillRequest>
export type SkillRequestList = z.infer<typeof skillRequestList>
