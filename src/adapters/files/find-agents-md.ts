import { access, realpath } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { ifPresent } from './if-present.ts'

/** Folders above a project that are looked at: a package stands no deeper in its repository. */
const LEVELS_MAX = 6

/**
 * The nearest `AGENTS.md`: in the project's folder, or else above it as far as the repository goes. Outside a repository
 * the project's own folder is all that belongs to it. A link out of the repository is not followed.
 */
export async function findAgentsMd(project: string): Promise<string | undefined> {
  const inner = await ifPresent(() => realpath(project))
  const folders = inner === undefined ? [] : await foldersOfRepository(inner)
  const top = folders.at(-1) ?? project
  for (const folder of folders) {
    const path = await ifPresent(() => realpath(join(folder, 'AGENTS.md')))
    if (path?.startsWith(top + sep)) return path
  }
  return undefined
}

/** From the inside out. */
async function foldersOfRepository(project: string): Promise<readonly string[]> {
  const folders = [project]
  for (let folder = project; folders.length <= LEVELS_MAX; folder = dirname(folder)) {
    if (await isThere(join(folder, '.git'))) return folders
    folders.push(dirname(folder))
  }
  return [project]
}

async function isThere(path: string): Promise<boolean> {
  return (await ifPresent(() => access(path).then(() => true))) === true
}
