import { stat } from 'node:fs/promises'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { Complaint } from './complaint.ts'
import { unreadable } from './read-text.ts'
import type { FoundFile } from './walk-folder.ts'
import { walkFolder } from './walk-folder.ts'

/** Every plan keeps every file of a skill; a folder with more holds something else, such as an environment. */
export const SKILL_FILES_MAX = 1_000
/** The bytes of all its files together. */
const SKILL_BYTES_MAX = 50 * 1024 * 1024
/** The bytes of one. A file is read into memory at once. */
export const SKILL_FILE_BYTES_MAX = 10 * 1024 * 1024

/** Every file of a skill, ordered by path. A skill that is not whole is refused: the missing part may be its safeguard. */
export async function listSkillFiles(folder: string, shown: string): Promise<Result<readonly FoundFile[], Complaint>> {
  const { files, unusable } = await walkFolder({ folder, root: folder, shown })
  const [problem] = unusable
  if (problem !== undefined) return err({ reason: `${problem.file}: ${problem.reason}`, mend: problem.mend })
  if (files.length > SKILL_FILES_MAX) return err(tooLarge(`more than ${SKILL_FILES_MAX} files`))
  const sizes = await sizesOf(files)
  if (!sizes.ok) return sizes
  const whole = checkSizes(sizes.value)
  return whole === undefined ? ok(files.toSorted(byPath)) : err(whole)
}

async function sizesOf(files: readonly FoundFile[]): Promise<Result<readonly number[], Complaint>> {
  const stats = Promise.all(files.map(({ absolute }) => stat(absolute)))
  return stats.then(
    (found) => ok(found.map(({ size }) => size)),
    (error: unknown) => err(unreadable(error)),
  )
}

function checkSizes(sizes: readonly number[]): Complaint | undefined {
  if (sizes.some((size) => size > SKILL_FILE_BYTES_MAX)) return tooLarge(`a file above ${SKILL_FILE_BYTES_MAX} bytes`)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  return total > SKILL_BYTES_MAX ? tooLarge(`more than ${SKILL_BYTES_MAX} bytes`) : undefined
}

function byPath(left: FoundFile, right: FoundFile): number {
  return left.path < right.path ? -1 : 1
}

function tooLarge(what: string): Complaint {
  return { reason: `Its folder holds ${what}.`, mend: 'Move what the skill does not need out of its folder.' }
}
