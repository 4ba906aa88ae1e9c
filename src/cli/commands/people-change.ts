import type { Person } from '../../api/contract/people.ts'
import { person } from '../../api/contract/people.ts'
import { ok } from '../../core/basics/result.ts'
import type { Role } from '../../core/people/role.ts'
import { EXIT } from '../exit-code.ts'
import type { Connected, Outcome } from '../session.ts'
import type { JsonOption } from '../tree/options.ts'

export interface PersonOptions extends JsonOption {
  readonly name?: string
  readonly email?: string
  readonly role?: readonly Role[]
  readonly team?: readonly string[]
  readonly venture?: readonly string[]
  readonly allVentures?: true
}

/** `name` and `email` are what the command line asks for; the rest is what was given. */
export function addPerson(
  session: Connected,
  name: string,
  options: PersonOptions & { readonly email: string },
): Promise<Outcome> {
  const order = { path: '/people', body: { ...wanted(options), name }, json: options.json }
  return changed(session, order, ({ id }) => [`Added ${name} as ${id}.`, 'WorkCharts ask them by that name.'])
}

/** Lists take the place of those before. */
export function changePerson(session: Connected, ref: string, options: PersonOptions): Promise<Outcome> {
  const order = { path: `/people/${encodeURIComponent(ref)}`, body: wanted(options), json: options.json }
  return changed(session, order, () => [`Changed ${ref}. It counts from now on.`])
}

export function removePerson(session: Connected, ref: string, { json }: JsonOption): Promise<Outcome> {
  const order = { path: `/people/${encodeURIComponent(ref)}/remove`, body: {}, json }
  return changed(session, order, () => [`Removed ${ref}. What they did stays.`])
}

function wanted({ name, email, role, team, venture, allVentures }: PersonOptions): Partial<Person> {
  return {
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
    ...(role === undefined ? {} : { roles: role }),
    ...(team === undefined ? {} : { teams: team }),
    ...(venture === undefined ? {} : { ventures: venture }),
    ...(allVentures === undefined ? {} : { ventures: null }),
  }
}

interface Order {
  readonly path: string
  readonly body: object
  readonly json: true | undefined
}

async function changed(
  { api, screen }: Connected,
  { path, body, json }: Order,
  words: (person: Person) => readonly [string, string?],
): Promise<Outcome> {
  const answer = await api.post(path, { body, schema: person })
  if (!answer.ok) return answer
  const [said, note] = words(answer.value)
  if (json) screen.json('person', answer.value)
  else screen.print(said)
  if (note !== undefined) screen.note(note)
  return ok(EXIT.ok)
}
