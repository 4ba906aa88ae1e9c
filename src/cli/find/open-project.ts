import { resolve } from 'node:path'
import type { Project, ProjectUse } from '../../api/contract/projects.ts'
import { project, projectList } from '../../api/contract/projects.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { CliFailure } from '../cli-failure.ts'
import { usageFailure } from '../cli-failure.ts'
import type { Connected } from '../session.ts'
import { findProject } from './find-project.ts'

export interface ProjectFlags {
  /** `false`: `--no-project`. */
  readonly project?: string | false
  readonly trust?: true
}

/** How a plan or a run uses the project that the command was typed in, or the one it names. Undefined: none. */
export async function projectUse(
  session: Connected,
  { project: named, trust }: ProjectFlags,
): Promise<Result<ProjectUse | undefined, CliFailure>> {
  const folder = named === false ? undefined : await projectFolder(session, named)
  if (folder === undefined) return trust ? err(noProject()) : ok(undefined)
  const opened = await openAt(session, folder)
  return opened.ok ? ok({ id: opened.value.id, trust: trust ? 'once' : 'stored' }) : opened
}

/** A project that has to be there. */
export async function openProject(session: Connected, named?: string): Promise<Result<Project, CliFailure>> {
  const folder = await projectFolder(session, named)
  return folder === undefined ? err(noProject()) : await openAt(session, folder)
}

/** One of which something was accepted is found also where its folder has gone. */
export async function openAcceptedProject(session: Connected, named?: string): Promise<Result<Project, CliFailure>> {
  const opened = await openProject(session, named)
  if (opened.ok || opened.error.code !== 'folder-unknown') return opened
  const folder = await projectFolder(session, named)
  const listed = await session.api.get('/projects', projectList)
  if (!listed.ok) return listed
  const gone = listed.value.projects.find((each) => each.folder === folder)
  return gone === undefined ? opened : ok(gone)
}

async function projectFolder({ io }: Connected, named: string | undefined): Promise<string | undefined> {
  return named === undefined ? await findProject(io) : resolve(io.folders.current() ?? '/', named)
}

async function openAt({ api }: Connected, folder: string): Promise<Result<Project, CliFailure>> {
  return await api.post('/projects', { body: { folder }, schema: project })
}

function noProject(): CliFailure {
  return usageFailure(
    'no-project',
    'There is no project here: no overrides file, agents, skills, commands or AGENTS.md.',
    'Go to the folder of the project, or name it.',
  )
}
