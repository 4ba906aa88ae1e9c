import type { JsonObject } from '../basics/json.ts'
import type { Agreement } from '../gate/agreement.ts'
import type { MemoryNote } from '../memory/memory-note.ts'
import type { Cost } from './cost.ts'
import type { TokenUsage } from './token-usage.ts'
import type { UsedPrice } from './used-price.ts'

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
  /** The model that answered and what it counted, over all its turns; absent: no model was asked. */
  readonly model?: ModelUse
  /** Others on the way: asked the same, or asked by this one to help; absent: none. */
  readonly otherModels?: readonly ModelUse[]
  /** The rows by which its cost was worked out, each once; absent: by none. */
  readonly prices?: readonly UsedPrice[]
  /** It was asked several times, and this many answers said the same as this one; absent: it was asked once. */
  readonly agreement?: Agreement
  /** What it wants remembered, as `readMemoryNotes` reads it: candidates, once the stage has succeeded. */
  readonly memory?: readonly MemoryNote[]
}

export interface ModelUse {
  /** `<connection>/<model>`, the model as the provider called the one that answered. */
  readonly name: string
  readonly tokens: TokenUsage | null
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
  /** As in `Answer`: what was counted although nothing came of it. */
  readonly model?: ModelUse
  readonly otherModels?: readonly ModelUse[]
  readonly prices?: readonly UsedPrice[]
}

/** What a call took, whatever came of it. */
export type Bill = Pick<AttemptError, 'cost' | 'model' | 'otherModels' | 'prices'>

export type AttemptResult =
  | { readonly type: 'answered'; readonly answer: Answer }
  | { readonly type: 'failed'; readonly error: AttemptError }
