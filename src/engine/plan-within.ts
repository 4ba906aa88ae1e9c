import type { Result } from '../core/basics/result.ts'
import { err, ok } from '../core/basics/result.ts'
import type { PlanReport } from '../core/plan/plan-report.ts'
import type { ProjectEffect } from '../core/trust/project-effect.ts'
import { effectOf } from '../core/trust/project-effect.ts'
import type { ProjectDesk, ReadProject } from './project-desk.ts'
import type { ProjectFile } from './project-ports.ts'
import type { PlanWith, PlanWithin, ProjectProblem, ProjectUse, UseOfProject } from './projects.ts'
import type { RunProblem } from './workflows.ts'

type Planned = Result<PlanWithin, ProjectProblem | RunProblem>

/** The bytes that are judged are those that the plan is made with: the project is read once. */
export async function planWithin(desk: ProjectDesk, { id, trust }: ProjectUse, plan: PlanWith): Promise<Planned> {
  const found = await desk.read(id)
  if (!found.ok) return found
  const { folder, standing } = found.value.project
  switch (standing.type) {
    case 'gone':
      return err({ code: 'project-gone', folder })
    case 'unreadable':
      return await planWithout(desk, found.value, plan)
    case 'accepted':
    case 'nothing-to-accept':
      return await planInside(desk, found.value, plan)
    default:
      return await (trust === 'once' ? planInside : planBoth)(desk, found.value, plan)
  }
}

async function planInside({ folders }: ProjectDesk, { project, files }: ReadProject, plan: PlanWith): Promise<Planned> {
  const report = await folders.within({ folder: project.folder, files }, plan)
  return report.ok ? ok({ report: report.value, project, use: { type: 'applied' } }) : report
}

async function planWithout({ folders }: ProjectDesk, { project }: ReadProject, plan: PlanWith): Promise<Planned> {
  const report = await folders.within({ folder: project.folder, files: undefined }, plan)
  return report.ok ? ok({ report: report.value, project, use: { type: 'held-back', effect: undefined } }) : report
}

/**
 * Planning carries nothing out, so what nobody has accepted can be planned with, to say what it would change. What was
 * accepted before counts too: a run must not go on as if an override that has vanished had never been there.
 */
async function planBoth(desk: ProjectDesk, read: ReadProject, plan: PlanWith): Promise<Planned> {
  const { folder } = read.project
  const without = await desk.folders.within({ folder, files: undefined }, plan)
  if (!without.ok) return without
  const inside = await desk.folders.within({ folder, files: read.files }, plan)
  if (!inside.ok) return inside
  const effect = effectOf(without.value, inside.value)
  const isFree = effect === undefined && (await hadNoEffect(desk, read, { plan, without: without.value }))
  const use: UseOfProject = isFree ? { type: 'without-effect' } : { type: 'held-back', effect: effect ?? TAKEN_BACK }
  return ok({ report: without.value, project: read.project, use })
}

/** Only what was accepted before would change the plan: the project no longer says it. */
const TAKEN_BACK: ProjectEffect = { overrides: [], performers: [], problems: [] }

interface Compared {
  readonly plan: PlanWith
  readonly without: PlanReport
}

async function hadNoEffect(desk: ProjectDesk, read: ReadProject, { plan, without }: Compared): Promise<boolean> {
  if (read.accepted === undefined) return true
  const files: ProjectFile[] = []
  for (const file of read.accepted.manifest) {
    const bytes = await desk.blobs.find(file.sha256)
    if (bytes === undefined) return false
    files.push({ ...file, bytes })
  }
  const before = await desk.folders.within({ folder: read.project.folder, files }, plan)
  return before.ok && effectOf(without, before.value) === undefined
}
