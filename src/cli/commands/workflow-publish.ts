import { version } from '../../api/contract/workflows.ts'
import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import type { Connected, Outcome } from '../session.ts'
import type { JsonOption } from '../tree/options.ts'

export async function publishWorkflow(
  { api, screen }: Connected,
  name: string,
  { json }: JsonOption,
): Promise<Outcome> {
  const published = await api.post(`/workflows/${encodeURIComponent(name)}/publish`, { body: {}, schema: version })
  if (!published.ok) return published
  if (json) screen.json('version', published.value)
  else screen.print(`Published ${name} as version ${published.value.number}.`)
  return ok(EXIT.ok)
}
