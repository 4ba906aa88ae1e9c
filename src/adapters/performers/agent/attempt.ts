import { createHash } from 'node:crypto'
import type { JsonObject } from '../../../core/basics/json.ts'
import { canonicalJson } from '../../../core/basics/json.ts'
import type { Assignment } from '../../../engine/ports.ts'

/** What an agent and the agents that it asks share: they are one attempt. */
export interface Attempt {
  readonly assignment: Assignment
  readonly signal: AbortSignal
  /**
   * The key for a use of a tool with an input, and whether it was asked for before. The same use has the same key, also in
   * another attempt with this attempt's key, in whatever order a model comes to it.
   */
  readonly keyFor: (ref: string, input: JsonObject) => { readonly key: string; readonly isRepeated: boolean }
  /** What may happen at most once and did, or may have, as people call it. */
  readonly done: string[]
}

export function openAttempt(assignment: Assignment, signal: AbortSignal): Attempt {
  const uses = new Set<string>()
  return {
    assignment,
    signal,
    keyFor: (ref, input) => {
      const use = `${ref} ${canonicalJson(input)}`
      const isRepeated = uses.has(use)
      uses.add(use)
      return { key: sha256(`${assignment.idempotencyKey} ${use}`), isRepeated }
    },
    done: [],
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
