import { join } from 'node:path'
import type { Artifact } from '../../../core/run/answer.ts'
import { mediaTypeOf } from '../../../core/run/media-type.ts'
import type { Blobs } from '../../../engine/ports.ts'
import type { FileState, Snapshot } from './snapshot.ts'
import { readFileAt, takeSnapshot } from './snapshot.ts'

/** What a program made of a folder. */
export interface Capture {
  readonly artifacts: readonly Artifact[]
  /** Changed files that were not kept: they are too many, or too large. */
  readonly leftOut: number
}

/** As many files as one attempt hands on. */
const ARTIFACTS_MAX = 100
const TOTAL_MAX_BYTES = 50 * 1024 * 1024

/** Keeps the files of a folder that are new, or not as they were. Nothing in the folder is touched. */
export async function captureChanges(folder: string, before: Snapshot, blobs: Blobs): Promise<Capture> {
  const changed = [...(await takeSnapshot(folder))].filter(([path, state]) => !isSame(before.get(path), state))
  const artifacts: Artifact[] = []
  let total = 0
  for (const [name] of changed.slice(0, ARTIFACTS_MAX)) {
    const bytes = (await readFileAt(join(folder, name)))?.bytes ?? null
    if (bytes === null || total + bytes.length > TOTAL_MAX_BYTES) continue
    total += bytes.length
    artifacts.push({ name, mediaType: mediaTypeOf(name), size: bytes.length, sha256: await blobs.put(bytes) })
  }
  return { artifacts, leftOut: changed.length - artifacts.length }
}

/** Of a file that is too large to be looked into only the size is compared. */
function isSame(before: FileState | undefined, after: FileState): boolean {
  return before !== undefined && before.size === after.size && before.sha256 === after.sha256
}
