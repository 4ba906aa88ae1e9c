import type { Json, JsonObject } from '../basics/json.ts'
import { jsonEntries } from '../basics/json.ts'
import type { WorkflowEdit } from './workflow-edit.ts'

/** A name stands on one line of a stage, a list and a subject. */
export const NAME_CHARACTERS_MAX = 200
/** About eight pages. More than that is a document to attach or to give as context, not a field to fill in. */
export const TEXT_CHARACTERS_MAX = 20_000

export interface TooLong {
  readonly characters: number
  readonly max: number
}

/** The first text of a gesture that is over its bound, or undefined. Lengths are in UTF-16 code units. */
export function tooLongIn(edit: WorkflowEdit): TooLong | undefined {
  switch (edit.type) {
    case 'together':
      return firstIn(edit.edits, tooLongIn)
    case 'add-stages':
      return firstIn(edit.stages, tooLongInStage)
    case 'add-stage':
    case 'insert-stage':
      return tooLongInStage(edit.stage)
    case 'paste-stages':
      return firstIn(edit.copied, ({ stage }) => tooLongInStage(stage))
    case 'set-stage':
    case 'set-workflow':
      return edit.setting === 'name' ? tooLongName(edit.value) : tooLongText(edit.value)
    case 'place-stages':
      return undefined
    case 'add-notes':
      return firstIn(edit.notes, ({ text }) => tooLongText(text))
    default:
      return tooLongText({ ...edit })
  }
}

function tooLongInStage(stage: JsonObject): TooLong | undefined {
  return tooLongName(stage['name'] ?? null) ?? tooLongText(stage)
}

function tooLongName(value: Json): TooLong | undefined {
  return typeof value === 'string' ? overBound(value, NAME_CHARACTERS_MAX) : undefined
}

/** Any text in a value, however deep. */
function tooLongText(value: Json): TooLong | undefined {
  if (typeof value === 'string') return overBound(value, TEXT_CHARACTERS_MAX)
  return firstIn(jsonEntries(value), ([, inner]) => tooLongText(inner))
}

function firstIn<T>(items: Iterable<T>, find: (item: T) => TooLong | undefined): TooLong | undefined {
  for (const item of items) {
    const found = find(item)
    if (found !== undefined) return found
  }
  return undefined
}

function overBound({ length }: string, max: number): TooLong | undefined {
  return length > max ? { characters: length, max } : undefined
}
