import type { Result } from '../core/basics/result.ts'
import { err, ok } from '../core/basics/result.ts'
import { applyOverrides } from '../core/plan/apply-overrides.ts'
import type { WorkflowId } from '../core/workflow/workflow.ts'
import type { ProjectDesk, ReadProject } from './project-desk.ts'
import type { EditedOverrides, ProjectFile } from './project-ports.ts'
import type { Overridden, OverrideOrder, ProjectProblem } from './projects.ts'
import { errorsIn } from './read-source.ts'
import type { RunProblem } from './workflows.ts'

type Done = Result<Overridden, ProjectProblem | RunProblem>

/** Nothing is written that would refuse a plan. */
export async function overrideProject(desk: ProjectDesk, order: OverrideOrder): Promise<Done> {
  const reading = await desk.workflows.find(order.workflow)
  if (reading === undefined) return err({ code: 'workflow-unknown', name: order.workflow })
  const workflow = reading.document?.workflow
  if (workflow === undefined) return err({ code: 'workflow-invalid', problems: errorsIn(reading.problems) })
  const found = await desk.read(order.id)
  if (!found.ok) return found
  const edited = await edit(desk, found.value, { ...order, workflow: workflow.id })
  if (!edited.ok) return edited
  const { applied, problems } = applyOverrides(workflow, edited.value.overrides)
  if (problems.length > 0) return err({ code: 'overrides-invalid', problems })
  const project = await save(desk, { read: found.value, text: edited.value.text, by: order.by })
  return project.ok ? ok({ project: project.value, text: edited.value.text, overrides: applied }) : project
}

async function edit(
  { folders }: ProjectDesk,
  { project: { folder, standing }, files }: ReadProject,
  order: OverrideOrder & { readonly workflow: WorkflowId },
): Promise<Result<EditedOverrides, ProjectProblem>> {
  if (standing.type === 'unreadable') return err({ code: 'project-unreadable', obstacles: standing.obstacles })
  if (files === undefined) return err({ code: 'project-gone', folder })
  const edited = await folders.editOverrides(files, order)
  if (edited.ok) return edited
  if (edited.error.code === 'override-absent') return err(edited.error)
  return err({ code: 'overrides-invalid', problems: edited.error.problems })
}

interface Edited {
  readonly read: ReadProject
  readonly text: string
  readonly by: OverrideOrder['by']
}

/**
 * Whoever edits what is accepted has accepted the edit, and nothing else: what the other files held when they were read
 * is what stays accepted, whatever they hold by now.
 */
async function save(
  desk: ProjectDesk,
  { read, text, by }: Edited,
): Promise<Result<Overridden['project'], ProjectProblem>> {
  const { id, folder, standing } = read.project
  const file = await desk.folders.writeOverrides(folder, text)
  if (standing.type === 'accepted' || standing.type === 'nothing-to-accept') {
    const files = withFile(read.files ?? [], file)
    const manifest = files.map(({ path, sha256, size }) => ({ path, sha256, size }))
    await desk.remember({ ...read, files, project: { ...read.project, manifest } }, by)
  }
  const now = await desk.read(id)
  return now.ok ? ok(now.value.project) : now
}

function withFile(files: readonly ProjectFile[], file: ProjectFile): readonly ProjectFile[] {
  return [...files.filter(({ path }) => path !== file.path), file].toSorted((left, right) =>
    left.path < right.path ? -1 : 1,
  )
}
