import type { Artifact } from './answer.ts'
import type { ActorId } from './ids.ts'

/** A decision hands on at most this many files. */
export const FILES_MAX = 10
/** Bytes of one file: a scanned contract fits, a film does not. */
export const FILE_BYTES_MAX = 10 * 1024 * 1024
/** As many as one person gives for one task, those included that they leave out in the end. */
export const GIVEN_MAX = 40

/** A file that somebody gave for a task; whether it counts is said by their decision. */
export interface GivenFile extends Artifact {
  readonly by: ActorId
}

/** How a decision names a file that was given before. */
export interface NamedFile {
  readonly name: string
  readonly sha256: string
}
