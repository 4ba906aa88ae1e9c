import type { Result } from '../../core/basics/result.ts'
import { ok } from '../../core/basics/result.ts'
import type { Blobs } from '../../engine/ports.ts'
import type { Complaint } from './complaint.ts'
import { loadContract } from './describe-skill.ts'
import type { ArtifactKind, Root, Roots } from './find-roots.ts'
import { findRoots } from './find-roots.ts'
import type { LibraryOptions } from './library-options.ts'
import { limitAtOnce } from './limit-at-once.ts'
import { SKILL_FILE_BYTES_MAX } from './list-skill-files.ts'
import type { FileReader } from './load-entry.ts'
import { AT_ONCE } from './map-at-once.ts'
import { readHead } from './read-head.ts'
import type { FileMark } from './read-text.ts'
import { markOf, readBytes } from './read-text.ts'
import { rememberByStamp } from './remember-by-stamp.ts'
import { shareAnswers } from './share-answers.ts'
import type { Survey } from './survey-area.ts'
import { surveyArea } from './survey-area.ts'

/** The folders of a library as they are now. Only files that changed are read again. */
export interface Shelf {
  readonly options: LibraryOptions
  readonly roots: () => Promise<Roots>
  readonly survey: (root: Root, kind: ArtifactKind) => Promise<Survey>
  /** Keeps nothing. */
  readonly measure: FileReader
  /** Keeps the bytes in the blob store. */
  readonly store: FileReader
}

export function openShelf(options: LibraryOptions): Shelf {
  const heads = rememberByStamp(readHead)
  const contract = rememberByStamp(loadContract)
  const measure = rememberByStamp(measureFile)
  const [findOnce, surveyOnce] = [shareAnswers<Roots>(), shareAnswers<Survey>()]
  const limited = limitAtOnce(AT_ONCE)
  const keep = (path: string) => limited(() => storeFile(path, options.blobs))
  const stored = rememberByStamp(keep)
  return {
    options,
    roots: () => findOnce('', () => findRoots(options)),
    survey: (root, kind) => surveyOnce(`${kind} ${root.folder}`, () => surveyArea(root, kind, heads)),
    measure: {
      contract,
      keep: async ({ absolute, stamp, mark }) => (mark === undefined ? measure(absolute, stamp) : ok(mark)),
    },
    store: {
      contract,
      keep: async ({ absolute, stamp }) => {
        const mark = await stored(absolute, stamp)
        return !mark.ok || (await options.blobs.holds(mark.value.sha256)) ? mark : keep(absolute)
      },
    },
  }
}

async function measureFile(path: string): Promise<Result<FileMark, Complaint>> {
  const bytes = await readBytes(path, SKILL_FILE_BYTES_MAX)
  return bytes.ok ? ok(markOf(bytes.value)) : bytes
}

async function storeFile(path: string, blobs: Blobs): Promise<Result<FileMark, Complaint>> {
  const bytes = await readBytes(path, SKILL_FILE_BYTES_MAX)
  return bytes.ok ? ok({ sha256: await blobs.put(bytes.value), size: bytes.value.length }) : bytes
}
