import { runDetail } from '../../api/contract/run-detail.ts'
import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import { findRunId } from '../find/find-run-id.ts'
import type { Connected, Outcome } from '../session.ts'
import { runLines } from '../show/run-lines.ts'
import type { JsonOption } from '../tree/options.ts'

export async function showRun({ api, io, screen }: Connected, typed: string, { json }: JsonOption): Promise<Outcome> {
  const id = await findRunId(api, typed)
  if (!id.ok) return id
  const found = await api.get(`/runs/${id.value}`, runDetail)
  if (!found.ok) return found
  if (json) screen.json('run', found.value)
  else screen.print(...runLines(found.value, io))
  return ok(EXIT.ok)
}
