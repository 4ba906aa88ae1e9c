import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { delimiter, isAbsolute, join } from 'node:path'

/** Where a program stands that may be run: itself if it is a path, else the first of that name on the PATH. */
export async function findProgram(program: string, path: string | undefined): Promise<string | undefined> {
  if (program.includes('/')) return (await mayRun(program)) ? program : undefined
  for (const folder of foldersOf(path)) {
    const candidate = join(folder, program)
    if (await mayRun(candidate)) return candidate
  }
  return undefined
}

/** The folders of a PATH. One that is relative means another one in every folder, and is left out. */
export function foldersOf(path: string | undefined): readonly string[] {
  return (path ?? '').split(delimiter).filter(isAbsolute)
}

async function mayRun(file: string): Promise<boolean> {
  return await access(file, constants.X_OK).then(
    () => true,
    () => false,
  )
}
