import { join } from 'node:path'
import { openAcceptedProjects } from '../../src/adapters/files/open-accepted-projects.ts'
import { openLibrary } from '../../src/adapters/files/open-library.ts'
import { openProjectFolders } from '../../src/adapters/files/open-project-folders.ts'
import type { ApiParts } from '../../src/api/api-parts.ts'
import { createProjects } from '../../src/engine/create-projects.ts'
import type { Blobs } from '../../src/engine/ports.ts'
import type { Projects } from '../../src/engine/projects.ts'
import { folderWith } from './folders.ts'

/** Projects over a home folder, as the program puts them together. */
export function projectsIn(
  home: string,
  parts: Pick<ApiParts, 'workflows' | 'clock' | 'ids'> & { readonly blobs: Blobs },
): Projects {
  const data = folderWith()
  const library = { home, shipped: [], blobs: parts.blobs }
  return createProjects({
    ...parts,
    folders: openProjectFolders({
      library,
      open: (project) => openLibrary({ ...library, project }),
      copies: join(data, 'projects'),
    }),
    accepted: openAcceptedProjects(join(data, 'accepted-projects.json')),
  })
}
