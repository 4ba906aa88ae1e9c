import { connectionTest } from '../../api/contract/connections.ts'
import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import type { Connected, Outcome } from '../session.ts'
import type { JsonOption } from '../tree/options.ts'

export async function testConnection({ api, screen }: Connected, name: string, { json }: JsonOption): Promise<Outcome> {
  const path = `/connections/${encodeURIComponent(name)}/test`
  const tested = await api.post(path, { body: {}, schema: connectionTest })
  if (!tested.ok) return tested
  if (json) screen.json('connection-test', tested.value)
  else screen.print(tested.value.detail)
  return ok(tested.value.isWell ? EXIT.ok : EXIT.failed)
}
