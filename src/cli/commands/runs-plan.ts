import { plannedAndReal } from '../../api/contract/planned-and-real.ts'
import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import { findRunId } from '../find/find-run-id.ts'
import type { Connected, Outcome } from '../session.ts'
import { plannedLines } from '../show/planned-lines.ts'
import type { JsonOption } from '../tree/options.ts'

export async function showPlanOfRun({ api, screen }: Connected, typed: string, { json }: JsonOption): Promise<Outcome> {
  const id = await findRunId(api, typed)
  if (!id.ok) return id
  const told = await api.get(`/runs/${id.value}/planned`, plannedAndReal)
  if (!told.ok) return told
  if (json) screen.json('planned-and-real', told.value)
  else screen.print(...plannedLines(told.value))
  return ok(EXIT.ok)
}
