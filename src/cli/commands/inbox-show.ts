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
  const found = await api.get(`/tasks/${encodeURIComponent(id.value)}`, taskDetail)
  if (!found.ok) return found
  if (json) screen.json('task', found.value)
  else screen.print(...taskLines(found.value, io))
  return ok(EXIT.ok)
}
