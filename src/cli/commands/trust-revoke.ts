import { project } from '../../api/contract/projects.ts'
import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import { openAcceptedProject } from '../find/open-project.ts'
import type { Connected, Outcome } from '../session.ts'
import type { JsonOption } from '../tree/options.ts'

/** Nobody is asked: it can only make less count. */
export async function revokeProject(
  session: Connected,
  folder: string | undefined,
  { json }: JsonOption,
): Promise<Outcome> {
  const opened = await openAcceptedProject(session, folder)
  if (!opened.ok) return opened
  const path = `/projects/${opened.value.id}/revoke`
  const revoked = await session.api.post(path, { body: {}, schema: project })
  if (!revoked.ok) return revoked
  const { screen } = session
  if (json) screen.json('project', revoked.value)
  else screen.print(`Nothing of ${revoked.value.folder} counts any more.`)
  screen.note('Runs that have begun go on as they were planned; `workcharts runs list` names them.')
  return ok(EXIT.ok)
}
