import type { Connection } from '../../api/contract/connections.ts'
import { connectionList } from '../../api/contract/connections.ts'
import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import type { Connected, Outcome } from '../session.ts'
import type { Text } from '../terminal/text.ts'
import type { JsonOption } from '../tree/options.ts'

export async function listConnections({ api, screen }: Connected, { json }: JsonOption): Promise<Outcome> {
  const listed = await api.get('/connections', connectionList)
  if (!listed.ok) return listed
  const { connections } = listed.value
  if (json) screen.json('connections', listed.value)
  else if (connections.length === 0)
    screen.note('No connection yet: a person does what an agent would do. See `workcharts connections add --help`.')
  else await screen.table({ head: ['connection', 'what', 'model', 'key', ''], rows: connections.map(toRow) })
  return ok(EXIT.ok)
}

function toRow(connection: Connection): readonly Text[] {
  const { name, hasKey, isDefault } = connection
  const [what, model] =
    connection.type === 'model'
      ? [connection.baseUrl ?? connection.provider, connection.model]
      : [connection.argv.join(' '), '']
  return [name, what, model, hasKey ? 'kept' : '', isDefault ? 'default' : '']
}
