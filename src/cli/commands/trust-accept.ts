import type { Project, ProjectComparison } from '../../api/contract/projects.ts'
import { project as projectShape } from '../../api/contract/projects.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { CliFailure } from '../cli-failure.ts'
import { usageFailure } from '../cli-failure.ts'
import { EXIT } from '../exit-code.ts'
import { openProject } from '../find/open-project.ts'
import { askYes } from '../input/ask-yes.ts'
import type { Connected, Outcome } from '../session.ts'
import { comparisonLines, fileLines } from '../show/project-lines.ts'
import { counted } from '../show/words.ts'
import type { Text } from '../terminal/text.ts'
import type { JsonOption } from '../tree/options.ts'
import { readComparison } from './trust-show.ts'

export interface AcceptOptions extends JsonOption {
  readonly yes?: true
}

/** Accepts what it has shown, and nothing that was changed after that. */
export async function acceptProject(
  session: Connected,
  folder: string | undefined,
  options: AcceptOptions,
): Promise<Outcome> {
  const opened = await openProject(session, folder)
  if (!opened.ok) return opened
  if (opened.value.standing === 'accepted') return done(session, opened.value, options)
  const compared = await readComparison(session, opened.value)
  if (!compared.ok) return compared
  const { project } = compared.value
  if (project.changes.length > 0) {
    const say = options.json ? session.screen.note : session.screen.print
    say(...offerLines(compared.value))
    const confirmed = await confirm(session, project, options)
    if (!confirmed.ok) return confirmed
  }
  const path = `/projects/${project.id}/accept`
  const accepted = await session.api.post(path, { body: { digest: project.digest }, schema: projectShape })
  return accepted.ok ? done(session, accepted.value, options) : accepted
}

/** The hashes of all that is accepted, and what is different from what was accepted before. */
function offerLines(comparison: ProjectComparison): readonly Text[] {
  const { project } = comparison
  const changes = project.acceptedAt === null ? [] : comparisonLines(comparison)
  return [`${project.folder} brings along:`, ...fileLines(project), ...changes]
}

async function confirm(
  { io }: Connected,
  { folder, files }: Project,
  { yes }: AcceptOptions,
): Promise<Result<void, CliFailure>> {
  if (yes) return ok(undefined)
  const question = `They may decide who does what, and run programs as you. Accept ${counted(files.length, 'file')} of ${folder}?`
  const said = await askYes(io, question)
  if (said === 'yes') return ok(undefined)
  return err(notConfirmed(said === 'no' ? 'Nothing was accepted.' : 'Nobody was asked: this is no terminal.'))
}

function notConfirmed(message: string): CliFailure {
  return {
    ...usageFailure(
      'not-confirmed',
      message,
      'Read it with `workcharts trust show`, then use `workcharts trust accept --yes`.',
    ),
    exit: EXIT.refused,
  }
}

function done({ screen }: Connected, project: Project, { json }: AcceptOptions): Outcome {
  if (json) screen.json('project', project)
  else screen.print(`${project.folder} is accepted while it stays as it is.`)
  return ok(EXIT.ok)
}
