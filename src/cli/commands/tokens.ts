import type { Token } from '../../api/contract/people.ts'
import { madeToken, token, tokenList } from '../../api/contract/people.ts'
import { ok } from '../../core/basics/result.ts'
import type { Scope } from '../../core/people/scope.ts'
import { EXIT } from '../exit-code.ts'
import type { Connected, Outcome } from '../session.ts'
import { showInstant } from '../show/times.ts'
import type { JsonOption } from '../tree/options.ts'

export async function listTokens({ api, screen, io }: Connected, { json }: JsonOption): Promise<Outcome> {
  const listed = await api.get('/tokens', tokenList)
  if (!listed.ok) return listed
  const { tokens } = listed.value
  const toRow = ({ id, name, holder, scopes, expiresAt }: Token) => [
    id,
    name,
    holder.id,
    scopes.join(', '),
    showInstant(expiresAt, io.timeZone),
  ]
  if (json) screen.json('tokens', listed.value)
  else if (tokens.length === 0) screen.note('No token yet. See `workcharts tokens create --help`.')
  else await screen.table({ head: ['token', 'for', 'stands for', 'may', 'until'], rows: tokens.map(toRow) })
  return ok(EXIT.ok)
}

export interface TokenOptions extends JsonOption {
  readonly scope: readonly Scope[]
  readonly days: number
  readonly service?: string
}

/** The token alone goes to stdout, so that it can be piped into a keeper of secrets. */
export async function createToken(
  { api, screen }: Connected,
  name: string,
  { json, scope, days, service }: TokenOptions,
): Promise<Outcome> {
  const body = { name, scopes: scope, days, ...(service === undefined ? {} : { service }) }
  const made = await api.post('/tokens', { body, schema: madeToken })
  if (!made.ok) return made
  if (json) screen.json('token', made.value)
  else screen.print(made.value.secret)
  screen.note(`It is shown only now. It works for ${days} days; take it back with \`workcharts tokens end\`.`)
  return ok(EXIT.ok)
}

export async function endToken({ api, screen }: Connected, id: string, { json }: JsonOption): Promise<Outcome> {
  const ended = await api.post(`/tokens/${encodeURIComponent(id)}/end`, { body: {}, schema: token })
  if (!ended.ok) return ended
  if (json) screen.json('token', ended.value)
  else screen.print(`Took back "${ended.value.name}". It proves nothing any more.`)
  return ok(EXIT.ok)
}
