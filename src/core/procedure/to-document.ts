import type { JsonObject } from '../basics/json.ts'
import type { Part } from './procedure.ts'
import { toStages } from './to-stages.ts'

export interface DocumentNames {
  readonly id: string
  /** Undefined: people see the id. */
  readonly name?: string
}

/** A document of its own in which a person does every step. */
export function toDocument({ id, name }: DocumentNames, parts: readonly Part[]): JsonObject {
  const { stages, notes } = toStages(parts, new Set())
  return {
    workflow_id: id,
    ...(name === undefined ? {} : { name }),
    stages,
    ...(notes.length === 0 ? {} : { view: { notes: notes.map(({ text, before }) => ({ text, before })) } }),
  }
}
