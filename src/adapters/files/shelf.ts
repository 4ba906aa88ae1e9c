import { readFile } from 'node:fs/promises'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { Complaint } from './complaint.ts'
import type { ArtifactKind, Root, Roots } from './find-roots.ts'
import { findRoots } from './find-roots.ts'
import type { LibraryOptions } from './library-options.ts'
import type { Keep } from './load-entry.ts'
import { readHead } from './read-head.ts'
import { unreadable } from './read-text.ts'
import { rememberByStamp } from './remember-by-stamp.ts'
import { sha256 } from './sha256.ts'
import type { Survey } from './survey-area.ts'
import { surveyArea } from './survey-area.ts'

/** The folders of a library as they are now. Only files that changed are read again. */
export interface Shelf {
  readonly options: LibraryOptions
  readonly roots: () => Promise<Roots>
  readonly survey: (root: Root, kind: ArtifactKind) => Promise<Survey>
  /** Keeps nothing. */
  readonly measure: Keep
  /** Keeps the bytes in the blob store. */
  readonly store: Keep
}

export function openShelf(options: LibraryOptions): Shelf {
  const heads = rememberByStamp(readHead)
  return {
    options,
    roots: () => findRoots(options),
    survey: (root, kind) => surveyArea(root, kind, heads),
    measure: rememberByStamp(measure),
    store: async (path) => {
      const bytes = await readBytes(path)
      return bytes.ok ? ok({ sha256: await options.blobs.put(bytes.value), size: bytes.value.length }) : bytes
    },
  }
}

const measure: Keep = async (path) => {
  const bytes = await readBytes(path)
  return bytes.ok ? ok({ sha256: sha256(bytes.value), size: bytes.value.length }) : bytes
}

async function readBytes(path: string): Promise<Result<Uint8Array, Complaint>> {
  return readFile(path).then(ok, (error: unknown) => err(unreadable(error)))
}
