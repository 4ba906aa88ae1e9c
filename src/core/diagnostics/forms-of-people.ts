import { childPointer } from '../basics/json-pointer.ts'
import { checkSchema } from '../schema/check-schema.ts'
import type { JsonSchema, Stage, Workflow } from '../workflow/workflow.ts'
import { escalations } from './escalations.ts'

/** What a person fills in. */
export interface FormOfPeople {
  readonly schema: JsonSchema
  /** Where the document says what a pointer into the schema leads to. */
  readonly place: (pointer: string) => string
}

/**
 * Every form that is written, and what people's stages give where there is no form for it. A schema that is itself wrong
 * is another rule's matter.
 */
export function formsOfPeople(workflow: Workflow): readonly FormOfPeople[] {
  const { defaults, stages } = workflow
  const written = escalations(workflow).flatMap(([{ form }, pointer]) =>
    form === undefined ? [] : [{ schema: form, place: (inside: string) => `${pointer}/form${inside}` }],
  )
  const common = defaults.escalation?.form
  const forms = [...written, ...(common === undefined ? stages.flatMap(outputsForm) : [])]
  return forms.filter(({ schema }) => checkSchema(schema).length === 0)
}

function outputsForm({ roles, escalation, outputs }: Stage, index: number): readonly FormOfPeople[] {
  if (roles.primary.kind !== 'human' || escalation?.form !== undefined || outputs === undefined) return []
  const whole = childPointer('/stages', index)
  const place = (inside: string): string => `${whole}/outputs${inside.slice('/properties'.length)}`
  return [{ schema: { type: 'object', properties: outputs }, place }]
}
