import type { WorkflowId } from '../core/workflow/workflow.ts'
import type { DraftRow } from './draft-row.ts'
import type { Blobs, Ids, Shelf } from './ports.ts'
import type { TriggerReader } from './store.ts'

/** What a draft meets when it is to be written. */
export interface DraftFile {
  /** What the file said when the work began; null: there was none, or nobody knows any more. */
  readonly base: string | null
  /** What it says now; null: it is not there. */
  readonly text: string | null
  /** SHA-256 of that. */
  readonly digest: string | null
}

export interface DraftFileParts {
  readonly shelf: Shelf
  readonly blobs: Blobs
  readonly ids: Pick<Ids, 'sha256'>
  readonly versions: Pick<TriggerReader, 'listVersions'>
}

export async function readDraftFile(parts: DraftFileParts, draft: DraftRow): Promise<DraftFile> {
  const [text = null, base] = await Promise.all([parts.shelf.read(draft.file), readBase(parts, draft)])
  return { base, text, digest: text === null ? null : parts.ids.sha256(text) }
}

/**
 * Keeps what the work begins from, so that a file edited meanwhile can be merged with it. A base that the file does not
 * say any more is not known: then two texts are merged without one.
 */
export async function keepBase({ shelf, blobs, ids }: DraftFileParts, { file, base }: DraftRow): Promise<void> {
  if (base === null) return
  const text = await shelf.read(file)
  if (text !== undefined && ids.sha256(text) === base) await blobs.put(new TextEncoder().encode(text))
}

/** Kept bytes are named by their SHA-256, and so is the base; a file is most often what was published last. */
async function readBase({ blobs, ids, versions }: DraftFileParts, draft: DraftRow): Promise<string | null> {
  const { base, workflow } = draft
  if (base === null) return null
  const kept = await blobs.find(base)
  if (kept !== undefined) return new TextDecoder('utf-8', { ignoreBOM: true }).decode(kept)
  return (await textsOf(versions, workflow)).find((text) => ids.sha256(text) === base) ?? null
}

async function textsOf(versions: DraftFileParts['versions'], workflow: WorkflowId): Promise<readonly string[]> {
  return (await versions.listVersions(workflow)).map(({ text }) => text)
}
