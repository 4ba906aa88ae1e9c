import { stallList } from '../../api/contract/stalls.ts'
import { version } from '../../api/contract/workflows.ts'
import { ok } from '../../core/basics/result.ts'
import { spentWords } from '../../core/stall/spent-words.ts'
import { EXIT } from '../exit-code.ts'
import type { Connected, Outcome } from '../session.ts'
import type { JsonOption } from '../tree/options.ts'

export async function publishWorkflow(
  { api, screen }: Connected,
  name: string,
  { json }: JsonOption,
): Promise<Outcome> {
  const path = `/workflows/${encodeURIComponent(name)}`
  const published = await api.post(`${path}/publish`, { body: {}, schema: version })
  if (!published.ok) return published
  if (json) screen.json('version', published.value)
  else screen.print(`Published ${name} as version ${published.value.number}.`)
  const stalls = await api.get(`${path}/stalls?limit=1`, stallList)
  // It is published: whoever may not read how its runs do is told no more than that.
  const spent = stalls.ok ? spentWords(stalls.value.budget) : undefined
  if (spent !== undefined) screen.note(`${spent.message} ${spent.help}`)
  return ok(EXIT.ok)
}
