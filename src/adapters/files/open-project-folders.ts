import { mkdir, mkdtemp, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, isAbsolute, join } from 'node:path'
import type { Library } from '../../engine/ports.ts'
import type { ProjectFile, ProjectFolders } from '../../engine/project-ports.ts'
import { makeFolder } from '../make-folder.ts'
import { editOverrides } from './edit-overrides.ts'
import { ifPresent } from './if-present.ts'
import type { LibraryOptions, ProjectFolder } from './library-options.ts'
import { knownWorkflows, OVERRIDES_FILE } from './read-overrides.ts'
import { readProject } from './read-project.ts'
import { openShelf } from './shelf.ts'
import { writeOverrides } from './write-overrides.ts'

export interface ProjectFoldersOptions {
  /** What every project's library has in common. */
  readonly library: Omit<LibraryOptions, 'project'>
  readonly open: (project: ProjectFolder) => Library
  /** For copies that live as long as one plan is made. Nobody else writes here. */
  readonly copies: string
}

export function openProjectFolders({ library, open, copies }: ProjectFoldersOptions): ProjectFolders {
  return {
    locate,
    read: async (folder) => ((await locate(folder)) === folder ? readProject(folder) : undefined),
    within: async ({ folder, files }, use) => {
      if (files === undefined) return await use(open({ folder, accepted: undefined }))
      const accepted = await copyOf(files, copies)
      try {
        return await use(open({ folder, accepted }))
      } finally {
        await rm(accepted, { recursive: true, force: true })
      }
    },
    editOverrides: async (files, edit) => {
      const known = await knownWorkflows(openShelf(library), edit.workflow)
      return editOverrides({ bytes: files.find(({ path }) => path === OVERRIDES_FILE)?.bytes, edit, known })
    },
    writeOverrides,
  }
}

/** Links are resolved, so that a folder has one name, and one that now leads somewhere else is another project. */
async function locate(folder: string): Promise<string | undefined> {
  if (!isAbsolute(folder)) return undefined
  const real = await ifPresent(() => realpath(folder))
  return real !== undefined && (await stat(real)).isDirectory() ? real : undefined
}

async function copyOf(files: readonly ProjectFile[], copies: string): Promise<string> {
  await makeFolder(copies)
  const folder = await mkdtemp(join(copies, 'project-'))
  for (const { path, bytes } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), bytes, { flag: 'wx' })
  }
  return folder
}
