import { connection } from '../../api/contract/connections.ts'
import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import type { Connected, Outcome } from '../session.ts'
import type { JsonOption } from '../tree/options.ts'

export async function makeDefaultConnection(
  { api, screen }: Connected,
  name: string,
  { json }: JsonOption,
): Promise<Outcome> {
  const path = `/connections/${encodeURIComponent(name)}/default`
  const changed = await api.post(path, { body: {}, schema: connection })
  if (!changed.ok) return changed
  if (json) screen.json('connection', changed.value)
  else screen.print(`Agents get ${name} now.`)
  return ok(EXIT.ok)
}
