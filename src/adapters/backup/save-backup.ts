import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { syncFolder } from '../make-folder.ts'
import type { Manifest } from './manifest.ts'
import type { Receiver } from './read-archive.ts'
import { readArchive } from './read-archive.ts'

const OWNER_ONLY_FILE = 0o600

/** Takes what is read and does nothing with it. */
export const NOBODY: Receiver = { write: async () => undefined, [Symbol.asyncDispose]: async () => undefined }

/**
 * Writes the bytes of a backup into a file for the owner alone. It gets its name when every byte has been checked and is
 * on the disk, so the name never stands for a part; a file of that name stays until then. Throws an `ArchiveError` where
 * the bytes are not whole, and what the file system throws.
 */
export async function saveBackup(bytes: AsyncIterable<Uint8Array>, path: string): Promise<Manifest> {
  const draft = join(dirname(path), `.${basename(path)}.${randomUUID()}.part`)
  try {
    const manifest = await writeChecked(bytes, draft)
    await rename(draft, path)
    await syncFolder(dirname(path))
    return manifest
  } finally {
    await rm(draft, { force: true })
  }
}

async function writeChecked(bytes: AsyncIterable<Uint8Array>, path: string): Promise<Manifest> {
  await using file = await open(path, 'wx', OWNER_ONLY_FILE)
  const manifest = await readArchive(passedOn(bytes, file), async () => NOBODY)
  await file.sync()
  return manifest
}

async function* passedOn(bytes: AsyncIterable<Uint8Array>, file: Awaited<ReturnType<typeof open>>) {
  for await (const piece of bytes) {
    await file.writeFile(piece)
    yield piece
  }
}
