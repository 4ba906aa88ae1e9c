import type { Json } from '../basics/json.ts'
import { isJsonObject } from '../basics/json.ts'
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
    case 'set-stage':
    case 'set-workflow':
      return tooLongAt(edit.setting, edit.value)
    case 'add-stage':
    case 'insert-stage':
      return tooLongAt('', edit.stage)
    case 'paste-stages':
      return firstOf(edit.copied.map(({ stage }): [string, Json] => ['', stage]))
    case 'place-stages':
      return undefined
    default:
      return tooLongAt('', { ...edit })
  }
}

function tooLongAt(key: string, value: Json): TooLong | undefined {
  if (typeof value === 'string') return overBound(value, key === 'name' ? NAME_CHARACTERS_MAX : TEXT_CHARACTERS_MAX)
  if (Array.isArray(value)) return firstOf(value.map((item): [string, Json] => [key, item]))
  return isJsonObject(value) ? firstOf(Object.entries(value)) : undefined
}

function firstOf(entries: readonly (readonly [key: string, value: Json])[]): TooLong | undefined {
  for (const [key, value] of entries) {
    const found = tooLongAt(key, value)
    if (found !== undefined) return found
  }
  return undefined
}

function overBound(text: string, max: number): TooLong | undefined {
  return text.length > max ? { characters: text.length, max } : undefined
}
