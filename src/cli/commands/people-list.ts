import type { Person } from '../../api/contract/people.ts'
import { accountList } from '../../api/contract/people.ts'
import { ok } from '../../core/basics/result.ts'
import { ROLE_WORDS } from '../../core/people/role-words.ts'
import { EXIT } from '../exit-code.ts'
import type { Connected, Outcome } from '../session.ts'
import type { Text } from '../terminal/text.ts'
import type { JsonOption } from '../tree/options.ts'

export async function listPeople({ api, screen }: Connected, { json }: JsonOption): Promise<Outcome> {
  const listed = await api.get('/people/accounts', accountList)
  if (!listed.ok) return listed
  const { people } = listed.value
  if (json) screen.json('people', listed.value)
  else if (people.length === 0) screen.note('Nobody but you. See `workcharts people add --help`.')
  else await screen.table({ head: ['person', 'name', 'e-mail', 'roles', 'teams', 'ventures'], rows: people.map(toRow) })
  return ok(EXIT.ok)
}

function toRow({ id, name, email, roles, teams, ventures }: Person): readonly Text[] {
  return [id, name, email, roles.map((role) => ROLE_WORDS[role]).join(', '), teams.join(', '), venturesText(ventures)]
}

function venturesText(ventures: Person['ventures']): string {
  if (ventures === null) return 'all'
  return ventures.length === 0 ? 'none' : ventures.join(', ')
}
