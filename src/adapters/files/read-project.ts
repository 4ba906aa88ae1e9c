import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { UnusableArtifact } from '../../engine/ports.ts'
import type { ProjectFile } from '../../engine/project-ports.ts'
import { linkKind } from './entry-kind.ts'
import { PROJECT_CAPABILITIES } from './find-roots.ts'
import { ifPresent } from './if-present.ts'
import { OVERRIDES_FILE } from './read-overrides.ts'
import { unreadable } from './read-text.ts'
import { sha256 } from './sha256.ts'
import type { FoundFile } from './walk-folder.ts'
import { walkFolder } from './walk-folder.ts'

/** Nobody reads more files than this before accepting them. */
export const PROJECT_FILES_MAX = 1_000
/** The bytes of all of them together, which are held in memory while a plan is made. */
export const PROJECT_BYTES_MAX = 8 * 1024 * 1024

/**
 * Every file of a project that could do something, each read once: what is hashed is what is used. Ordered by path. A
 * project of which a part can not be read is refused as a whole, since the missing part may be its safeguard. `folder` is
 * a real path that is there.
 */
export async function readProject(
  folder: string,
): Promise<Result<readonly ProjectFile[], readonly UnusableArtifact[]>> {
  const { found, unusable } = await findFiles(folder)
  if (unusable.length > 0) return err(unusable)
  if (found.length > PROJECT_FILES_MAX) return err([tooLarge(`more than ${PROJECT_FILES_MAX} files`)])
  const files: ProjectFile[] = []
  let size = 0
  for (const file of found) {
    const read = await readOne(file, PROJECT_BYTES_MAX - size)
    if (!read.ok) return err([read.error])
    if (read.value === undefined) continue
    size += read.value.size
    files.push(read.value)
  }
  return ok(files)
}

interface Found {
  readonly found: readonly FoundFile[]
  readonly unusable: readonly UnusableArtifact[]
}

async function findFiles(folder: string): Promise<Found> {
  const areas = Object.values(PROJECT_CAPABILITIES).flat()
  const walks = await Promise.all(areas.map((area) => walkArea(folder, area)))
  const all = [await findOverrides(folder), ...walks]
  const found = all.flatMap((each) => each.found)
  return { found: found.toSorted(byPath), unusable: all.flatMap(({ unusable }) => unusable) }
}

async function walkArea(root: string, area: string): Promise<Found> {
  const { files, unusable } = await walkFolder({ folder: join(root, area), root, shown: area })
  return { found: files.map(({ path, absolute }) => ({ path: `${area}/${path}`, absolute })), unusable }
}

async function findOverrides(folder: string): Promise<Found> {
  const absolute = join(folder, OVERRIDES_FILE)
  if ((await ifPresent(() => stat(absolute))) === undefined) return { found: [], unusable: [] }
  const kind = await linkKind(absolute, folder)
  if (kind === 'file') return { found: [{ path: OVERRIDES_FILE, absolute }], unusable: [] }
  const complaint = kind === 'folder' ? { reason: 'It is a folder.', mend: 'Remove it.' } : kind
  return { found: [], unusable: [{ file: OVERRIDES_FILE, ...complaint }] }
}

/** Undefined: it has gone since it was found. */
async function readOne(
  { path, absolute }: FoundFile,
  room: number,
): Promise<Result<ProjectFile | undefined, UnusableArtifact>> {
  try {
    const found = await ifPresent(() => stat(absolute))
    if (found !== undefined && found.size > room) return err(tooLarge(`more than ${PROJECT_BYTES_MAX} bytes`))
    const bytes = await ifPresent(() => readFile(absolute))
    return ok(bytes && { path, sha256: sha256(bytes), size: bytes.length, bytes })
  } catch (error) {
    return err({ file: path, ...unreadable(error) })
  }
}

function tooLarge(what: string): UnusableArtifact {
  return {
    file: '.claude, .agents',
    reason: `The agents, skills and commands of the project are ${what}.`,
    mend: 'Move what is no artifact out of these folders.',
  }
}

function byPath(left: FoundFile, right: FoundFile): number {
  return left.path < right.path ? -1 : 1
}
