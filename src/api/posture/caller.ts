import type { Context } from 'hono'
import { ROLES } from '../../core/people/role.ts'
import type { Standing } from '../../core/people/standing.ts'
import { standingOf } from '../../core/people/standing.ts'
import type { ApiEnv } from './authenticate.ts'

/** As whom whoever sent a request does something with tasks. */
export function callerStanding(c: Context<ApiEnv>): Standing {
  return standingOf(c.get('caller'))
}

/** Whoever tests a draft answers for everybody it asks. */
export function testerStanding(c: Context<ApiEnv>): Standing {
  return standingOf({ id: c.get('actor'), roles: ROLES, teams: [] })
}
