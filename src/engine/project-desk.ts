import type { Result } from '../core/basics/result.ts'
import type { Timestamp } from '../core/basics/timestamp.ts'
import type { Blobs, Clock, Ids } from './ports.ts'
import type { AcceptedProject, AcceptedProjects, ProjectFile, ProjectFolders } from './project-ports.ts'
import type { AcceptOrder, Project, ProjectProblem } from './projects.ts'
import type { Workflows } from './workflows.ts'

export interface ProjectsParts {
  readonly folders: ProjectFolders
  readonly accepted: AcceptedProjects
  readonly blobs: Blobs
  readonly workflows: Pick<Workflows, 'find'>
  readonly clock: Clock
  readonly ids: Pick<Ids, 'sha256'>
}

/** What the pieces of `Projects` share. */
export interface ProjectDesk extends ProjectsParts {
  /** The project as it is now, its files read once. */
  readonly read: (id: string) => Promise<Result<ReadProject, ProjectProblem>>
  /** Keeps the bytes, and remembers that somebody accepted them; gives when that was. */
  readonly remember: (read: ReadProject, by: AcceptOrder['by']) => Promise<Timestamp>
}

export interface ReadProject {
  readonly project: Project
  readonly accepted: AcceptedProject | undefined
  /** Undefined: a part of them can not be had. */
  readonly files: readonly ProjectFile[] | undefined
}
