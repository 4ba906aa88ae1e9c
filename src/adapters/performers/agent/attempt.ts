import { createHash } from 'node:crypto'
import type { JsonObject } from '../../../core/basics/json.ts'
import { canonicalJson } from '../../../core/basics/json.ts'
import type { Assignment } from '../../../engine/ports.ts'

/** What an agent and the agents that it asks share: they are one attempt. */
export interface Attempt {
  readonly assignment: Assignment
  readonly signal: AbortSignal
  /**
   * The key for the next use of a tool with an input, and how often it was used before. The same for the same use in
   * every attempt that has this attempt's key, in whatever order a model comes to it.
   */
  readonly keyFor: (ref: string, input: JsonObject) => { readonly key: string; readonly before: number }
  /** What may happen at most once and was begun, as people call it. */
  readonly done: string[]
}

export function openAttempt(assignment: Assignment, signal: AbortSignal): Attempt {
  const uses = new Map<string, number>()
  return {
    assignment,
    signal,
    keyFor: (ref, input) => {
      const use = `${ref} ${canonicalJson(input)}`
      const before = uses.get(use) ?? 0
      uses.set(use, before + 1)
      return { key: sha256(`${assignment.idempotencyKey} ${before} ${use}`), before }
    },
    done: [],
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
