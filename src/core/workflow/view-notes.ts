import type { Json } from '../basics/json.ts'
import { isJsonObject } from '../basics/json.ts'

/** A note of `view.notes` that belongs to a stage and is shown before it. */
export interface ViewNote {
  readonly text: string
  /** The id of a stage. */
  readonly before: string
}

/** The notes that are shown before stages, each with its position in `view.notes`, which may hold others. */
export function notesBeforeStages(document: Json): readonly (ViewNote & { readonly at: number })[] {
  const view = isJsonObject(document) ? document['view'] : undefined
  const notes = isJsonObject(view) ? view['notes'] : undefined
  return Array.isArray(notes) ? notes.flatMap(noteAt) : []
}

function noteAt(note: Json, at: number): readonly (ViewNote & { readonly at: number })[] {
  const { text, before } = isJsonObject(note) ? note : {}
  return typeof text === 'string' && typeof before === 'string' ? [{ text, before, at }] : []
}
