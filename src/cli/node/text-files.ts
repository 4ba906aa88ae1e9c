import { randomUUID } from 'node:crypto'
import { access, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'

/** The text of a file, byte for byte: what is not UTF-8 is refused, not mended. */
export async function readText(path: string): Promise<Result<string, string>> {
  try {
    return ok(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(path)))
  } catch (error) {
    return err(why(error))
  }
}

/** The bytes of a file. One that is larger than `max` is not read. */
export async function readBytes(path: string, max: number): Promise<Result<Uint8Array<ArrayBuffer>, string>> {
  try {
    const { size } = await stat(path)
    return size > max ? err(`it has more than ${max} bytes.`) : ok(new Uint8Array(await readFile(path)))
  } catch (error) {
    return err(why(error))
  }
}

export async function isThere(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  )
}

/** Replaces a file as a whole: a reader finds the old text or the new one, never a part. */
export async function writeText(path: string, text: string): Promise<Result<void, string>> {
  const temporary = `${path}.${randomUUID()}.tmp`
  try {
    await writeFile(temporary, text, { flag: 'wx' })
    await rename(temporary, path)
    return ok(undefined)
  } catch (error) {
    return err(why(error))
  } finally {
    await rm(temporary, { force: true })
  }
}

const REASONS: ReadonlyMap<unknown, string> = new Map([
  ['ENOENT', 'there is nothing at this path.'],
  ['EACCES', 'the system does not allow it.'],
  ['EPERM', 'the system does not allow it.'],
  ['EISDIR', 'it is a folder.'],
  ['ENOTDIR', 'a part of the path is not a folder.'],
  ['ENOSPC', 'the disk is full.'],
  ['ERR_ENCODING_INVALID_ENCODED_DATA', 'it is not UTF-8 text.'],
])

function why(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return REASONS.get(code) ?? String(error)
}
