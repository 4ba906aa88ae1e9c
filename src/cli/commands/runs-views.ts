import { runViewList } from '../../api/contract/run-views.ts'
import { ok } from '../../core/basics/result.ts'
import type { ViewFilter } from '../../core/run/saved-views.ts'
import { EXIT } from '../exit-code.ts'
import type { Connected, Outcome } from '../session.ts'
import type { JsonOption } from '../tree/options.ts'

/** The views that the caller saved, on the screen Runs or elsewhere. */
export async function listRunViews({ api, screen }: Connected, { json }: JsonOption): Promise<Outcome> {
  const listed = await api.get('/run-views', runViewList)
  if (!listed.ok) return listed
  const { views } = listed.value
  if (json) screen.json('run-views', listed.value)
  else if (views.length === 0) screen.note('You have no views. Save one on the screen Runs.')
  else await screen.table({ head: ['view', 'shows'], rows: views.map(({ name, filter }) => [name, shows(filter)]) })
  return ok(EXIT.ok)
}

/** `status failed, rejected; days 7` */
function shows(filter: ViewFilter): string {
  const parts = Object.entries(filter).map(([name, value]) => `${name} ${[value].flat().join(', ')}`)
  return parts.length === 0 ? 'every run' : parts.join('; ')
}
