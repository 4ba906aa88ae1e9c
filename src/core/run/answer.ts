import type { JsonObject } from '../basics/json.ts'
import type { Cost } from './cost.ts'

/** A file that an attempt made; its bytes are in the blob store. */
export interface Artifact {
  readonly name: string
  readonly mediaType: string
  /** Bytes. */
  readonly size: number
  readonly sha256: string
}

/** What a performer gave back: not yet checked against the stage's contract. */
export interface Answer {
  readonly outputs: JsonObject
  /** As reported: anything that is not a number from 0 to 1 counts as unknown. */
  readonly confidence: unknown
  readonly cost: Cost | null
  readonly artifacts: readonly Artifact[]
  /** One line for people. */
  readonly summary?: string
}

/** Why an attempt gave no answer. */
export interface AttemptError {
  /** Kebab-case, stable: `timeout`, `output-invalid`, `command-failed`, … */
  readonly code: string
  /** One sentence: what happened and, where known, what to do. */
  readonly message: string
  /** `not-begun` only when the performer can prove that the work never started. */
  readonly reach: 'not-begun' | 'answered' | 'unknown'
  readonly cost: Cost | null
}

export type AttemptResult =
  | { readonly type: 'answered'; readonly answer: Answer }
  | { readonly type: 'failed'; readonly error: AttemptError }
