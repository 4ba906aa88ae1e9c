import { known } from '../core/basics/known.ts'
import type { Result } from '../core/basics/result.ts'
import { err, ok } from '../core/basics/result.ts'
import type { Timestamp } from '../core/basics/timestamp.ts'
import { judgeTrust } from '../core/trust/judge-trust.ts'
import type { Manifest } from '../core/trust/manifest.ts'
import { manifestText } from '../core/trust/manifest.ts'
import { compareProject } from './compare-project.ts'
import { overrideProject } from './override-project.ts'
import { planWithin } from './plan-within.ts'
import type { ProjectDesk, ProjectsParts, ReadProject } from './project-desk.ts'
import type { AcceptedProject, ProjectFolders } from './project-ports.ts'
import type { AcceptOrder, Project, ProjectProblem, Projects } from './projects.ts'

/** Folders that were named since the program began. The one that was named first gives way: whoever names it again gets it. */
const OPENED_MAX = 100

export function createProjects(parts: ProjectsParts): Projects {
  const opened = new Map<string, string>()
  const desk: ProjectDesk = {
    ...parts,
    read: async (id) => {
      const accepted = await parts.accepted.find(id)
      const folder = accepted?.folder ?? opened.get(id)
      return folder === undefined ? err({ code: 'project-unknown', id }) : ok(await readAt(parts, folder, accepted))
    },
    remember: (read, by) => remember(parts, read, by),
  }
  return {
    open: (folder) => open(desk, opened, folder),
    list: () => list(parts),
    compare: (id) => compareProject(desk, id),
    accept: (order) => accept(desk, order),
    revoke: (id) => revoke(desk, id),
    planWithin: (use, plan) => planWithin(desk, use, plan),
    override: (order) => overrideProject(desk, order),
  }
}

async function open(
  { folders, ids, read }: ProjectDesk,
  opened: Map<string, string>,
  named: string,
): Promise<Result<Project, ProjectProblem>> {
  const folder = await folders.locate(named)
  if (folder === undefined) return err({ code: 'folder-unknown', folder: named })
  const id = ids.sha256(folder)
  opened.set(id, folder)
  const [oldest] = opened.keys()
  if (opened.size > OPENED_MAX && oldest !== undefined) opened.delete(oldest)
  const found = await read(id)
  return found.ok ? ok(found.value.project) : found
}

async function list(parts: ProjectsParts): Promise<readonly Project[]> {
  const accepted = await parts.accepted.list()
  const projects: Project[] = []
  for (const each of accepted) projects.push((await readAt(parts, each.folder, each)).project)
  return projects.toSorted((left, right) => (left.folder < right.folder ? -1 : 1))
}

async function readAt(
  { folders, ids }: ProjectsParts,
  folder: string,
  accepted: AcceptedProject | undefined,
): Promise<ReadProject> {
  const read = await folders.read(folder)
  const files = read?.ok === true ? read.value : undefined
  const manifest = (files ?? []).map(({ path, sha256, size }) => ({ path, sha256, size }))
  const project: Project = {
    id: ids.sha256(folder),
    folder,
    standing: standingOf(read, accepted?.manifest),
    manifest,
    digest: ids.sha256(manifestText(manifest)),
    acceptedAt: accepted?.at ?? null,
  }
  return { project, accepted, files }
}

function standingOf(
  read: Awaited<ReturnType<ProjectFolders['read']>>,
  accepted: Manifest | undefined,
): Project['standing'] {
  if (read === undefined) return { type: 'gone' }
  return read.ok ? judgeTrust(accepted, read.value) : { type: 'unreadable', obstacles: read.error }
}

async function accept(desk: ProjectDesk, { id, digest, by }: AcceptOrder): Promise<Result<Project, ProjectProblem>> {
  const found = await desk.read(id)
  if (!found.ok) return found
  const { folder, standing } = found.value.project
  if (standing.type === 'gone') return err({ code: 'project-gone', folder })
  if (standing.type === 'unreadable') return err({ code: 'project-unreadable', obstacles: standing.obstacles })
  if (standing.type === 'nothing-to-accept') return err({ code: 'nothing-to-accept', folder })
  if (digest !== found.value.project.digest) return err({ code: 'project-changed', folder })
  if (standing.type === 'accepted') return ok(found.value.project)
  const acceptedAt = await desk.remember(found.value, by)
  return ok({ ...found.value.project, standing: { type: 'accepted' }, acceptedAt })
}

async function revoke(desk: ProjectDesk, id: string): Promise<Result<Project, ProjectProblem>> {
  const found = await desk.read(id)
  if (!found.ok) return found
  const { folder } = found.value.project
  if (found.value.accepted === undefined) return err({ code: 'nothing-accepted', folder })
  await desk.accepted.remove(id)
  return ok((await readAt(desk, folder, undefined)).project)
}

async function remember(
  { accepted, blobs, clock }: ProjectsParts,
  { project: { id, folder, manifest }, files }: ReadProject,
  by: AcceptOrder['by'],
): Promise<Timestamp> {
  const at = clock.now()
  for (const { bytes } of known(files)) await blobs.put(bytes)
  await accepted.put({ id, folder, manifest, by, at })
  return at
}
