import { randomBytes, randomUUID } from 'node:crypto'
import { link, open, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { VaultProblem } from '../../engine/ports.ts'
import { syncFolder } from '../make-folder.ts'
import { writeFileWhole } from '../write-file-whole.ts'
import { KEY_BYTES } from './sealed-text.ts'

/** One line: the key in lower-case hexadecimal. */
const KEY_LINE = new RegExp(`^[0-9a-f]{${2 * KEY_BYTES}}\n?$`)
/** Enough to see that a larger file is no key. */
const LINE_BYTES_MAX = 2 * KEY_BYTES + 2
const OTHERS = 0o077

/** Undefined: the file is not there. */
export async function readKeyFile(path: string): Promise<Result<Buffer | undefined, VaultProblem>> {
  const file = await openIfThere(path)
  if (file === undefined) return ok(undefined)
  await using opened = file
  const status = await opened.stat()
  if (!status.isFile()) return err(notAKey(path))
  if ((status.mode & OTHERS) !== 0 || status.uid !== process.getuid?.()) return err(exposed(path))
  const { buffer, bytesRead } = await opened.read(Buffer.alloc(LINE_BYTES_MAX), 0, LINE_BYTES_MAX, 0)
  const text = buffer.toString('latin1', 0, bytesRead)
  return KEY_LINE.test(text) ? ok(Buffer.from(text.trim(), 'hex')) : err(notAKey(path))
}

/**
 * Makes a key by chance. The file is there whole or not at all, and where another process was first, its key stays: the
 * caller reads what is there now.
 */
export async function makeKeyFile(path: string): Promise<void> {
  const fresh = `${path}.${randomUUID()}`
  await writeFileWhole(fresh, `${randomBytes(KEY_BYTES).toString('hex')}\n`)
  try {
    await link(fresh, path)
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
  } finally {
    await rm(fresh)
  }
  await syncFolder(dirname(path))
}

type File = Awaited<ReturnType<typeof open>>

async function openIfThere(path: string): Promise<File | undefined> {
  try {
    return await open(path, 'r')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

function exposed(path: string): VaultProblem {
  return {
    code: 'key-file-exposed',
    detail: `Others on this computer can read ${path}, which opens the keys of your connections. Make it yours alone with: chmod 600 "${path}"`,
  }
}

function notAKey(path: string): VaultProblem {
  return {
    code: 'key-file-invalid',
    detail: `${path} is not a key file of WorkCharts. Put the right one back, or move this one away and add your connections again.`,
  }
}
