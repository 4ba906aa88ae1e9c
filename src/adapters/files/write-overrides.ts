import { chmod, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ProjectFile } from '../../engine/project-ports.ts'
import { writeFileWhole } from '../write-file-whole.ts'
import { ifPresent } from './if-present.ts'
import { OVERRIDES_FILE } from './read-overrides.ts'
import { sha256 } from './sha256.ts'

/** A project is shared: who may read its other files may read this one. */
const USUAL_MODE = 0o644
const PERMISSIONS = 0o777

/** The file keeps its permissions. */
export async function writeOverrides(folder: string, text: string): Promise<ProjectFile> {
  const path = join(folder, OVERRIDES_FILE)
  const known = await ifPresent(() => stat(path))
  const bytes = new TextEncoder().encode(text)
  await writeFileWhole(path, bytes)
  await chmod(path, known === undefined ? USUAL_MODE : known.mode & PERMISSIONS)
  return { path: OVERRIDES_FILE, sha256: sha256(bytes), size: bytes.length, bytes }
}
