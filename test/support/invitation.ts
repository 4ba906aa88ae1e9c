import type { Role } from '../../src/core/people/role.ts'
import type { Home } from './program.ts'
import { type } from './program.ts'

/** Mei is there, and this is the link she is sent. */
export async function invitationOf(home: Home, roles: readonly Role[] = ['viewer']): Promise<string> {
  const given = roles.flatMap((role) => ['--role', role])
  await type(home, 'people', 'add', 'Mei Lin', '--email', 'mei@example.com', ...given)
  const invited = await type(home, 'people', 'invite', 'human:mei-lin')
  if (invited.code !== 0) throw new Error(invited.err)
  return invited.out.trim()
}
