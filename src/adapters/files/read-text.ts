import { readFile, stat } from 'node:fs/promises'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { Complaint } from './complaint.ts'

/** The UTF-8 text of a file of at most `bytesMax` bytes, without a byte order mark. */
export async function readText(path: string, bytesMax: number): Promise<Result<string, Complaint>> {
  try {
    const { size } = await stat(path)
    if (size > bytesMax) return err({ reason: `It is larger than ${bytesMax} bytes.`, mend: 'Make it smaller.' })
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path)))
  } catch (error) {
    return err(explain(error))
  }
}

/** A decoder throws a TypeError; whatever else is thrown comes from the file system. */
function explain(error: unknown): Complaint {
  return error instanceof TypeError ? { reason: 'It is not UTF-8 text.', mend: 'Save it as UTF-8.' } : unreadable(error)
}

/** What a failure of the file system means for an artifact. */
export function unreadable(error: unknown): Complaint {
  const reason = error instanceof Error ? error.message : String(error)
  return { reason: `It can not be read: ${reason}.`, mend: 'Give this user the right to read it.' }
}
