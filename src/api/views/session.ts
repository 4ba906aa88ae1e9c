import type { Timestamp } from '../../core/basics/timestamp.ts'
import type { Caller } from '../../core/people/caller.ts'
import type { Session } from '../contract/system.ts'
import { isoOrNull } from './instants.ts'
import { actorView } from './names.ts'

export function sessionView({ id, roles }: Caller, expiresAt: Timestamp | null): Session {
  return { actor: actorView(id), roles, expiresAt: isoOrNull(expiresAt) }
}
