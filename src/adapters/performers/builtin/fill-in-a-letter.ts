import { z } from 'zod'
import type { Result } from '../../../core/basics/result.ts'
import { err, ok } from '../../../core/basics/result.ts'
import type { Assignment, Blobs, Performer } from '../../../engine/ports.ts'
import type { Refusal } from '../attempt-results.ts'
import { answered, refused } from '../attempt-results.ts'
import { fillLetter } from '../fill-letter.ts'
import { INPUTS, readShape } from '../read-shape.ts'
import { findSkillFile, loadText } from '../skill-files.ts'

/**
 * *Fill in a letter*: inputs `{letter, values}`, where `letter` names the file `letters/<letter>.txt` of the skill, or
 * `{template, values}` with the letter's own text; outputs `{subject, body}`.
 */
export function createFillInALetter(blobs: Blobs): Performer {
  return {
    perform: async (assignment) => {
      const inputs = readShape(letterInputs, assignment.inputs, INPUTS)
      if (!inputs.ok) return refused(inputs.error)
      const template = await readTemplate(inputs.value, assignment, blobs)
      if (!template.ok) return refused(template.error)
      const letter = fillLetter(template.value, inputs.value.values)
      if (!letter.ok) return refused(letter.error)
      const { subject, body } = letter.value
      return answered({ outputs: { subject, body }, confidence: null, summary: `Wrote "${subject}".` })
    },
  }
}

/** A letter is read by a person; beyond this it is a data file. */
const TEMPLATE_MAX = 100_000

const letterInputs = z.object({
  letter: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be the name of a letter, such as order-delayed')
    .optional(),
  template: z.string().max(TEMPLATE_MAX).optional(),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).default({}),
})

async function readTemplate(
  inputs: z.infer<typeof letterInputs>,
  assignment: Assignment,
  blobs: Blobs,
): Promise<Result<string, Refusal>> {
  if (inputs.template !== undefined && inputs.letter === undefined) return ok(inputs.template)
  if (inputs.letter === undefined || inputs.template !== undefined) return err(ONE_OF_BOTH)
  const file = findSkillFile(assignment.performer, `letters/${inputs.letter}.txt`)
  return file.ok ? ok(await loadText(blobs, file.value)) : file
}

const ONE_OF_BOTH: Refusal = {
  code: 'input-invalid',
  message: 'Give either the name of a letter as "letter" or its text as "template".',
}
