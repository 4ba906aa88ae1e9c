import { connectionList } from '../../api/contract/connections.ts'
import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import type { Connected, Outcome } from '../session.ts'
import type { JsonOption } from '../tree/options.ts'

export async function removeConnection(
  { api, screen }: Connected,
  name: string,
  { json }: JsonOption,
): Promise<Outcome> {
  const path = `/connections/${encodeURIComponent(name)}/remove`
  const left = await api.post(path, { body: {}, schema: connectionList })
  if (!left.ok) return left
  const usual = left.value.connections.find(({ isDefault }) => isDefault)
  if (json) screen.json('connections', left.value)
  else if (usual === undefined) screen.print(`Removed ${name}. A person does what an agent would do now.`)
  else screen.print(`Removed ${name}. Agents get ${usual.name}.`)
  return ok(EXIT.ok)
}
