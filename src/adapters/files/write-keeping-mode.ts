import { chmod, stat } from 'node:fs/promises'
import { writeFileWhole } from '../write-file-whole.ts'
import { ifPresent } from './if-present.ts'

const PERMISSIONS = 0o777

/** Replaces a file as a whole; it keeps its permissions. A new one gets `usual`. */
export async function writeKeepingMode(path: string, bytes: string | Uint8Array, usual: number): Promise<void> {
  const known = await ifPresent(() => stat(path))
  await writeFileWhole(path, bytes)
  await chmod(path, known === undefined ? usual : known.mode & PERMISSIONS)
}
