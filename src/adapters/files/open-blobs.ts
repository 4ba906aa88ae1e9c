import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Blobs } from '../../engine/ports.ts'
import { syncFolder } from '../make-folder.ts'
import { writeFileWhole } from '../write-file-whole.ts'
import { ifPresent } from './if-present.ts'
import { sha256 } from './sha256.ts'

/** Names remembered as durable, so that putting the same bytes for every run syncs nothing again: 64 bytes each. */
const SETTLED_MAX = 10_000
const SHA256 = /^[0-9a-f]{64}$/

/**
 * Blobs as files under `folder`, fanned out by their first two pairs of digits. A blob is written beside its place and
 * renamed, so a reader finds all of it or nothing, and puts of the same bytes at the same time do no harm. `find` throws
 * where the bytes no longer fit their name; putting them again mends it.
 */
export function openBlobs(folder: string): Blobs {
  const settled = new Set<string>()

  const isSettled = (name: string): boolean => settled.has(name) && existsSync(pathOf(folder, name))

  async function put(bytes: Uint8Array): Promise<string> {
    const name = sha256(bytes)
    const path = pathOf(folder, name)
    if (isSettled(name)) return name
    if (!(await isIntact(path, name))) await writeFileWhole(path, bytes)
    for (const each of foldersAbove(path, folder)) await syncFolder(each)
    if (settled.size >= SETTLED_MAX) settled.clear()
    settled.add(name)
    return name
  }

  return {
    put,
    holds: async (name) => isSettled(name),
    find: async (name) => (SHA256.test(name) ? readChecked(pathOf(folder, name), name) : undefined),
  }
}

function pathOf(folder: string, name: string): string {
  return join(folder, name.slice(0, 2), name.slice(2, 4), name)
}

async function isIntact(path: string, name: string): Promise<boolean> {
  const bytes = await ifPresent(() => readFile(path))
  return bytes !== undefined && sha256(bytes) === name
}

/** A new file is durable only when each folder that got a new entry is: the innermost first. */
function foldersAbove(path: string, folder: string): readonly string[] {
  return [dirname(path), dirname(dirname(path)), folder, dirname(folder)]
}

async function readChecked(path: string, name: string): Promise<Uint8Array | undefined> {
  const bytes = await ifPresent(() => readFile(path))
  if (bytes === undefined || sha256(bytes) === name) return bytes
  throw new Error(`The blob ${path} is damaged: its bytes no longer have the SHA-256 that names them.`)
}
