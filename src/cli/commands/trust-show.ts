import type { Project, ProjectComparison } from '../../api/contract/projects.ts'
import { projectComparison } from '../../api/contract/projects.ts'
import type { Result } from '../../core/basics/result.ts'
import { ok } from '../../core/basics/result.ts'
import type { CliFailure } from '../cli-failure.ts'
import { EXIT } from '../exit-code.ts'
import { openProject } from '../find/open-project.ts'
import type { Connected, Outcome } from '../session.ts'
import { comparisonLines, fileLines, standingText } from '../show/project-lines.ts'
import type { JsonOption } from '../tree/options.ts'

/** What a project brings along, and every line of it that nobody has accepted. */
export async function showProject(
  session: Connected,
  folder: string | undefined,
  { json }: JsonOption,
): Promise<Outcome> {
  const opened = await openProject(session, folder)
  if (!opened.ok) return opened
  const compared = await readComparison(session, opened.value)
  if (!compared.ok) return compared
  const { project } = compared.value
  if (json) session.screen.json('project', compared.value)
  else session.screen.print(headline(project), ...fileLines(project), ...comparisonLines(compared.value))
  return ok(EXIT.ok)
}

function headline({ folder, standing }: Project) {
  return [folder, ': ', standingText(standing)]
}

export async function readComparison(
  { api }: Connected,
  { id }: Project,
): Promise<Result<ProjectComparison, CliFailure>> {
  return await api.get(`/projects/${id}/comparison`, projectComparison)
}
