import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { PlannedFile } from '../../core/plan/plan.ts'
import type { Complaint } from './complaint.ts'
import { sha256 } from './sha256.ts'

/** What tells whether bytes are the same. */
export type FileMark = Omit<PlannedFile, 'path'>

export interface MarkedText {
  /** Without a byte order mark. */
  readonly text: string
  readonly mark: FileMark
}

/** The UTF-8 text of a file of at most `bytesMax` bytes, without a byte order mark. */
export async function readText(path: string, bytesMax: number): Promise<Result<string, Complaint>> {
  const bytes = await readBytes(path, bytesMax)
  return bytes.ok ? decode(bytes.value) : bytes
}

/** The same with the mark of its bytes. */
export async function readMarkedText(path: string, bytesMax: number): Promise<Result<MarkedText, Complaint>> {
  const bytes = await readBytes(path, bytesMax)
  if (!bytes.ok) return bytes
  const text = decode(bytes.value)
  return text.ok ? ok({ text: text.value, mark: markOf(bytes.value) }) : text
}

export async function readBytes(path: string, bytesMax: number): Promise<Result<Uint8Array, Complaint>> {
  try {
    const { size } = statSync(path)
    if (size > bytesMax) return err({ reason: `It is larger than ${bytesMax} bytes.`, mend: 'Make it smaller.' })
    return ok(await readFile(path))
  } catch (error) {
    return err(unreadable(error))
  }
}

export function markOf(bytes: Uint8Array): FileMark {
  return { sha256: sha256(bytes), size: bytes.length }
}

function decode(bytes: Uint8Array): Result<string, Complaint> {
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return err({ reason: 'It is not UTF-8 text.', mend: 'Save it as UTF-8.' })
  }
}

/** What a failure of the file system means for an artifact. */
export function unreadable(error: unknown): Complaint {
  const reason = error instanceof Error ? error.message : String(error)
  return { reason: `It can not be read: ${reason}.`, mend: 'Give this user the right to read it.' }
}
