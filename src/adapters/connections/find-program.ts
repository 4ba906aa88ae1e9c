import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { delimiter, isAbsolute, join, sep } from 'node:path'

/** Whether a program is there: at its path, else in one of the folders of `path`. It is not started. */
export async function isProgramThere(program: string, path: string): Promise<boolean> {
  const folders = path.split(delimiter).filter((folder) => isAbsolute(folder))
  const candidates = program.includes(sep) ? [program] : folders.map((folder) => join(folder, program))
  const found = await Promise.all(candidates.map(canBeStarted))
  return found.includes(true)
}

async function canBeStarted(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK)
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}
