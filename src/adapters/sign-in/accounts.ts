import type { Timestamp } from '../../core/basics/timestamp.ts'
import type { ActorId } from '../../core/run/ids.ts'
import type { Invited } from '../../engine/sign-in.ts'
import type { AuthTables } from './open-auth.ts'

/** How the library calls an account that has a password. */
const PROVIDER = 'credential'

/**
 * The library wants an address for everybody. Where people are reached stands in one place, and that is not here, so it
 * gets one that leads nowhere (RFC 2606).
 */
function addressFor(person: ActorId): string {
  return `${person.replace(':', '-')}@people.invalid`
}

export async function ensureAccount(tables: AuthTables, { id, name }: Invited, now: Timestamp): Promise<void> {
  if ((await tables.findOne({ model: 'user', where: [{ field: 'id', value: id }] })) !== null) return
  const at = new Date(now)
  const data = { id, name, email: addressFor(id), emailVerified: true, createdAt: at, updatedAt: at }
  await tables.create({ model: 'user', data, forceAllowId: true })
}

export async function findPassword(tables: AuthTables, person: ActorId): Promise<string | undefined> {
  const account = await tables.findOne<{ readonly password: string }>({ model: 'account', where: whereOf(person) })
  return account?.password
}

export async function setPassword(
  tables: AuthTables,
  { person, hash, now }: { readonly person: ActorId; readonly hash: string; readonly now: Timestamp },
): Promise<void> {
  const at = new Date(now)
  const data = { userId: person, accountId: person, providerId: PROVIDER, password: hash, createdAt: at, updatedAt: at }
  await tables.deleteMany({ model: 'account', where: whereOf(person) })
  await tables.create({ model: 'account', data })
}

/** What hangs on the account goes with it. */
export async function removeAccount(tables: AuthTables, person: ActorId): Promise<void> {
  await tables.deleteMany({ model: 'account', where: whereOf(person) })
  await tables.deleteMany({ model: 'user', where: [{ field: 'id', value: person }] })
}

function whereOf(person: ActorId) {
  return [
    { field: 'userId', value: person },
    { field: 'providerId', value: PROVIDER },
  ]
}
