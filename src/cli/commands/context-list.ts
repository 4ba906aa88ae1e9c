import { contextList } from '../../api/contract/choices.ts'
import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import { query } from '../find/query.ts'
import type { Connected, Outcome } from '../session.ts'
import type { JsonOption } from '../tree/options.ts'

export interface ContextListOptions extends JsonOption {
  readonly collection?: string
}

export async function listContext({ api, screen }: Connected, options: ContextListOptions): Promise<Outcome> {
  const { json, collection } = options
  const listed = await api.get(`/context${query({ collection })}`, contextList)
  if (!listed.ok) return listed
  const { modules } = listed.value
  if (json) screen.json('context', listed.value)
  else if (modules.length === 0) screen.note('No context yet: write a file into the `context` folder of a collection.')
  else
    await screen.table({
      head: ['module', 'title', 'tokens', 'memory', 'file'],
      rows: modules.map(({ ref, name, tokens, items, source }) => [
        ref,
        name,
        String(tokens),
        items === null ? '' : String(items),
        source,
      ]),
    })
  return ok(EXIT.ok)
}
