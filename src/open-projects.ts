import { join } from 'node:path'
import { openAcceptedProjects } from './adapters/files/open-accepted-projects.ts'
import { openProjectFolders } from './adapters/files/open-project-folders.ts'
import { systemClock } from './adapters/system/clock.ts'
import { systemIds } from './adapters/system/ids.ts'
import type { Config } from './config.ts'
import { createProjects } from './engine/create-projects.ts'
import type { ProjectsParts } from './engine/project-desk.ts'
import type { Projects } from './engine/projects.ts'
import type { Capabilities } from './open-capabilities.ts'

interface ProjectParts extends Pick<ProjectsParts, 'blobs' | 'workflows'>, Pick<Capabilities, 'places' | 'openWithin'> {
  readonly config: Config
  /** The folder for copies of projects: they live as long as a plan is made. */
  readonly copies: string
}

/** A project's library is opened for each plan, and sees what that plan may see. */
export function openProjects({ config, copies, places, openWithin, blobs, workflows }: ProjectParts): Projects {
  return createProjects({
    folders: openProjectFolders({ library: places, open: openWithin, copies }),
    accepted: openAcceptedProjects(join(config.data, 'accepted-projects.json')),
    blobs,
    workflows,
    clock: systemClock,
    ids: systemIds,
  })
}
