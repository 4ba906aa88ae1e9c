import type { Hono, MiddlewareHandler } from 'hono'
import type { Caller } from '../../core/people/caller.ts'
import { callerRole } from '../../core/people/caller.ts'
import type { Right } from '../../core/people/right.ts'
import { roleFor } from '../../core/people/right.ts'
import { ROLES } from '../../core/people/role.ts'
import { ROLE_WORDS } from '../../core/people/role-words.ts'
import type { ApiProblem } from '../problems/refuse.ts'
import { refuse } from '../problems/refuse.ts'
import { ROUTE_RIGHTS, WITHIN_VENTURES } from '../rights.ts'
import type { ApiEnv } from './authenticate.ts'

/** Before anything else is asked of a request: which route it means, and what that asks for. */
export function markRoutes(app: Hono<ApiEnv>): void {
  for (const [route, right] of Object.entries(ROUTE_RIGHTS)) {
    const [method = '', path = ''] = route.split(' ')
    app.on(method, path.replaceAll(/\{(\w+)\}/g, ':$1'), async (c, next) => {
      c.set('asks', right)
      c.set('route', route)
      c.set('role', null)
      await next()
    })
  }
}

/** Lets nobody do what none of their roles allows, and nobody at all what is in no table. */
export function authorize(): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const asks = c.get('asks')
    if (asks === 'anyone') return await next()
    if (asks === undefined) return c.notFound()
    const caller = c.get('caller')
    const role = callerRole(asks, caller)
    c.set('role', role ?? null)
    if (role === undefined) return refuse(c, { code: 'not-allowed', detail: whyNot(asks, caller) })
    if (caller.ventures !== null && !WITHIN_VENTURES.has(c.get('route'))) return refuse(c, LIMITED)
    return await next()
  }
}

const LIMITED: ApiProblem = {
  code: 'not-allowed',
  detail: 'This shows the work of all ventures, and you see that of some. Ask somebody who sees all of them.',
}

function whyNot(right: Right, { roles: held }: Caller): string {
  if (roleFor(right, held) !== undefined) return 'Your token is not meant for this. Use one with a wider scope.'
  const roles = ROLES.filter((role) => roleFor(right, [role]) !== undefined).map((role) => ROLE_WORDS[role])
  return `This needs the role ${roles.join(' or ')}, which you do not have. Ask an Admin of this house for it.`
}
