import { join } from 'node:path'
import type { ProjectFile } from '../../engine/project-ports.ts'
import { OVERRIDES_FILE } from './read-overrides.ts'
import { sha256 } from './sha256.ts'
import { writeKeepingMode } from './write-keeping-mode.ts'

/** A project is shared: who may read its other files may read this one. */
const USUAL_MODE = 0o644

/** The file keeps its permissions. */
export async function writeOverrides(folder: string, text: string): Promise<ProjectFile> {
  const bytes = new TextEncoder().encode(text)
  await writeKeepingMode(join(folder, OVERRIDES_FILE), bytes, USUAL_MODE)
  return { path: OVERRIDES_FILE, sha256: sha256(bytes), size: bytes.length, bytes }
}
