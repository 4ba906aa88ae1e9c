import { earlierDecisions } from '../../api/contract/earlier-decisions.ts'
import { taskDetail } from '../../api/contract/task-detail.ts'
import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import { findTaskId } from '../find/find-task-id.ts'
import type { Connected, Outcome } from '../session.ts'
import { taskLines } from '../show/task-lines.ts'
import type { JsonOption } from '../tree/options.ts'

export async function showTask({ api, io, screen }: Connected, typed: string, { json }: JsonOption): Promise<Outcome> {
  const id = await findTaskId(api, typed)
  if (!id.ok) return id
  const path = `/tasks/${encodeURIComponent(id.value)}`
  const [found, earlier] = await Promise.all([api.get(path, taskDetail), api.get(`${path}/earlier`, earlierDecisions)])
  if (!found.ok) return found
  if (!earlier.ok) return earlier
  const shown = { ...found.value, earlier: earlier.value }
  if (json) screen.json('task', shown)
  else screen.print(...taskLines(shown, io))
  return ok(EXIT.ok)
}
