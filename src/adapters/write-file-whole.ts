import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { makeFolder, syncFolder } from './make-folder.ts'

/**
 * Replaces a file so that, after a crash at any moment, a reader finds either the old bytes or the new ones, never a
 * part. Durable when it resolves; the folder is made if it is not there.
 */
export async function writeFileWhole(path: string, bytes: string | Uint8Array): Promise<void> {
  await makeFolder(dirname(path))
  const temporary = `${path}.${randomUUID()}.tmp`
  try {
    await writeDurably(temporary, bytes)
    await rename(temporary, path)
  } finally {
    await rm(temporary, { force: true })
  }
  await syncFolder(dirname(path))
}

const PRIVATE_FILE = 0o600

async function writeDurably(path: string, bytes: string | Uint8Array): Promise<void> {
  await using file = await open(path, 'wx', PRIVATE_FILE)
  await file.writeFile(bytes)
  await file.sync()
}
