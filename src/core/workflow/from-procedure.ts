import type { JsonObject } from '../basics/json.ts'
import { freeId, toId } from './slug.ts'

const NAME_CHARACTERS_MAX = 80
const LIST_MARK = /^(?:[-*•]|\(?\d{1,4}[.)]|step\s+\d{1,4}\s*[:.)-])\s+/i

/** A procedure with a title, as a document: its id is made from the title. */
export function fromProcedure(title: string, text: string): JsonObject {
  return { workflow_id: toId(title) || 'procedure', name: title, stages: stagesFromText(text) }
}

/**
 * A procedure as people write it down, one step a line, as stages that a person does one after the other. Marks of lists
 * are taken off; lines that are empty or a Markdown heading are no steps. The line itself becomes the instructions.
 */
export function stagesFromText(text: string): readonly JsonObject[] {
  const taken = new Set<string>()
  return stepsOf(text).map((step, index) => {
    const id = freeId(toId(step) || `step-${index + 1}`, taken)
    taken.add(id)
    return { id, name: shortened(step), instructions: step, roles: { primary: 'human:anyone' } }
  })
}

function stepsOf(text: string): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim())
  return lines
    .filter((line) => !line.startsWith('#'))
    .map((line) => line.replace(LIST_MARK, '').trim())
    .filter((line) => line !== '')
}

function shortened(step: string): string {
  return step.length <= NAME_CHARACTERS_MAX ? step : `${step.slice(0, NAME_CHARACTERS_MAX - 1).trimEnd()}…`
}
