import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'

const PRIVATE_FOLDER = 0o700

/**
 * Makes a folder and those above it that are missing, for the owner only. Durable when it resolves: a new folder is an
 * entry of the one above it, and a power cut takes entries that were not flushed, with all that lies below them.
 */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: PRIVATE_FOLDER })
  if (first === undefined) return
  for (let made = path; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made))
}

/** Makes what a folder holds durable: which entries there are, not what is in them. */
export async function syncFolder(path: string): Promise<void> {
  await using folder = await open(path, 'r')
  await folder.sync()
}
