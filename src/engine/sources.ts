import type { Result } from '../core/basics/result.ts'
import type { Reference } from '../core/workflow/reference.ts'
import type { SourceFault } from './ports.ts'

/** The files that skills, agents and context are made of, as texts. Whoever asks has been let in already. */
export interface Sources {
  /** Undefined: there is no such artifact. */
  readonly find: (reference: Reference) => Promise<ArtifactSource | undefined>
  /** Writes one file whole, or nothing. One change after the other. Returns what stands there afterwards. */
  readonly change: (order: SourceOrder) => Promise<Result<ArtifactSource, SourceProblem>>
}

export interface ArtifactSource {
  /** Its own text files; empty where none of them can be changed. */
  readonly files: readonly SourceFile[]
  /** Why nothing of it can be changed here, and what to do instead; null: it can. */
  readonly fixed: string | null
}

export interface SourceFile {
  /** By this name it is changed. */
  readonly name: string
  /** As shown to people. */
  readonly file: string
  readonly text: string
  /** SHA-256 of the text. */
  readonly digest: string
}

/** Whoever names a file names one that was listed: no path comes with an order. */
export interface SourceOrder {
  readonly reference: Reference
  readonly name: string
  /** The digest of what its author changed. */
  readonly seen: string
  readonly text: string
}

/** Why nothing was written. */
export type SourceProblem =
  | { readonly code: 'capability-unknown'; readonly ref: string }
  | { readonly code: 'source-fixed'; readonly reason: string }
  | { readonly code: 'source-file-unknown'; readonly name: string; readonly names: readonly string[] }
  | { readonly code: 'source-changed'; readonly file: string }
  | { readonly code: 'source-invalid'; readonly file: string; readonly faults: readonly SourceFault[] }

/** A longer text is no instruction but a book. Bytes. */
export const SOURCE_BYTES_MAX = 1024 * 1024
