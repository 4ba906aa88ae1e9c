import type { ActorId } from '../basics/actor-id.ts'
import type { Caller } from './caller.ts'
import { ROLES } from './role.ts'

/** Whoever sits at the machine that the program runs on: holds every role and sees all ventures. */
export const LOCAL_OWNER: Caller = {
  id: 'human:owner' as ActorId,
  roles: ROLES,
  teams: [],
  ventures: null,
  scopes: null,
}
