import { dirname } from 'node:path'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { Complaint } from './complaint.ts'
import { unreadable } from './read-text.ts'
import type { Stamp } from './stamp.ts'
import { readStamp } from './stamp.ts'
import type { Place } from './survey-area.ts'
import type { FoundFile } from './walk-folder.ts'
import { walkFolder } from './walk-folder.ts'

/** Every plan keeps every file of a skill; a folder with more holds something else, such as an environment. */
export const SKILL_FILES_MAX = 1_000
/** The bytes of all its files together. */
const SKILL_BYTES_MAX = 50 * 1024 * 1024
/** The bytes of one. A file is read into memory at once. */
export const SKILL_FILE_BYTES_MAX = 10 * 1024 * 1024

export interface SkillFile extends FoundFile {
  readonly stamp: Stamp
}

/**
 * Every file of a skill, ordered by path. A skill that is not whole is refused: the missing part may be its safeguard.
 * What was seen of its folder when it was found is not looked at again.
 */
export async function listSkillFiles(skill: Place): Promise<Result<readonly SkillFile[], Complaint>> {
  const folder = dirname(skill.main)
  const request = { folder, root: folder, shown: dirname(skill.source), entries: skill.siblings }
  const { files, unusable } = await walkFolder(request)
  const [problem] = unusable
  if (problem !== undefined) return err({ reason: `${problem.file}: ${problem.reason}`, mend: problem.mend })
  if (files.length > SKILL_FILES_MAX) return err(tooLarge(`more than ${SKILL_FILES_MAX} files`))
  const stamped = stampAll(files, skill)
  if (!stamped.ok) return stamped
  const whole = checkSizes(stamped.value.map(({ stamp }) => stamp.size))
  return whole === undefined ? ok(stamped.value.toSorted(byPath)) : err(whole)
}

function stampAll(files: readonly FoundFile[], { main, stamp }: Place): Result<readonly SkillFile[], Complaint> {
  const stampOf = (path: string) => (path === main && stamp !== undefined ? stamp : readStamp(path))
  try {
    return ok(files.map((file) => ({ ...file, stamp: stampOf(file.absolute) })))
  } catch (error) {
    return err(unreadable(error))
  }
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
