import { z } from 'zod'
import { listOf } from './basics.ts'

/** A stage of a template, as much as a small drawing needs. */
const templateStage = z
  .object({
    id: z.string(),
    name: z.string(),
    /** `ai`: a person is asked where it is not sure. `exact`: it runs by itself. */
    kind: z.enum(['ai', 'exact', 'person']),
    dependsOn: listOf(z.string()),
  })
  .readonly()
  .meta({ id: 'TemplateStage' })

/** A WorkChart to begin from. */
const template = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    /** What people do in it. */
    people: z.string(),
    /** What it is given. */
    needs: z.string(),
    stages: listOf(templateStage),
    /** Who does a stage or is asked first, by name. */
    asks: listOf(z.string()),
    /** Stages that a person does until AI is connected. */
    agentStages: z.number(),
    /** Sample rows that come with it. */
    samples: z.number(),
    /** Parts of it that the user has under the same name, saying something else: theirs are used. */
    kept: listOf(z.string()),
  })
  .readonly()
  .meta({ id: 'Template' })

export const templateList = z
  .object({ templates: listOf(template) })
  .readonly()
  .meta({ id: 'TemplateList' })

export type Template = z.infer<typeof template>
export type TemplateList = z.infer<typeof templateList>
export type TemplateStage = z.infer<typeof templateStage>
