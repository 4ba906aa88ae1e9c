import type { ConnectionRecord } from '../../engine/connections.ts'
import type { Connection } from '../contract/connections.ts'
import { iso } from './instants.ts'
import { actorView } from './names.ts'

export function connectionView({ connection, hasKey, by, at }: ConnectionRecord): Connection {
  return { ...connection, hasKey, by: actorView(by), at: iso(at) }
}
