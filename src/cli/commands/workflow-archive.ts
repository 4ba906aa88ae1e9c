import { version } from '../../api/contract/workflows.ts'
import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import type { Connected, Outcome } from '../session.ts'
import type { JsonOption } from '../tree/options.ts'

export async function archiveWorkflow(
  { api, screen }: Connected,
  name: string,
  { json }: JsonOption,
): Promise<Outcome> {
  const archived = await api.post(`/workflows/${encodeURIComponent(name)}/archive`, { body: {}, schema: version })
  if (!archived.ok) return archived
  if (json) screen.json('version', archived.value)
  else screen.print(`Archived ${name}. Its schedules start nothing any more; its runs and receipts stay.`)
  return ok(EXIT.ok)
}
