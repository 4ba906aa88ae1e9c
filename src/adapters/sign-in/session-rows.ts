import type { Timestamp } from '../../core/basics/timestamp.ts'
import { addMs } from '../../core/basics/timestamp.ts'
import type { ActorId } from '../../core/run/ids.ts'
import type { KnownSession, OpenSession } from '../../engine/sign-in.ts'
import { SESSION_IDLE_MS, SESSION_MS } from '../../engine/sign-in.ts'
import type { AuthTables } from './open-auth.ts'
import { hashOf, newSecret } from './secret.ts'

/** Browsers of one person; the oldest session gives way. */
export const SESSIONS_MAX = 10
/** Being used is written down this often at most. */
const NOTED_MS = 60_000

/** A row of the library's table. `token` holds the hash of the secret. */
interface SessionRow {
  readonly token: string
  readonly userId: string
  readonly createdAt: Date
  readonly updatedAt: Date
}

export async function openSession(tables: AuthTables, person: ActorId, now: Timestamp): Promise<OpenSession> {
  const secret = newSecret()
  const at = new Date(now)
  const session: SessionRow = { token: hashOf(secret), userId: person, createdAt: at, updatedAt: at }
  await tables.create({ model: 'session', data: { ...session, expiresAt: new Date(addMs(now, SESSION_MS)) } })
  await giveWay(tables, person, now)
  return { person, secret, expiresAt: endOf(session) }
}

/** Those that are over, of anybody, and the oldest of this person beyond the bound. */
async function giveWay(tables: AuthTables, person: ActorId, now: Timestamp): Promise<void> {
  await tables.deleteMany({ model: 'session', where: [{ field: 'expiresAt', operator: 'lt', value: new Date(now) }] })
  const rows = await tables.findMany<SessionRow>({
    model: 'session',
    where: ofPerson(person),
    sortBy: { field: 'createdAt', direction: 'desc' },
  })
  for (const row of rows.slice(SESSIONS_MAX)) await tables.deleteMany({ model: 'session', where: withToken(row.token) })
}

export async function findSession(
  tables: AuthTables,
  secret: string,
  now: Timestamp,
): Promise<KnownSession | undefined> {
  const row = await tables.findOne<SessionRow>({ model: 'session', where: withToken(hashOf(secret)) })
  if (row === null) return undefined
  if (now > endOf(row)) {
    await endSession(tables, secret)
    return undefined
  }
  return { person: row.userId as ActorId, expiresAt: endOf(await noted(tables, row, now)) }
}

async function noted(tables: AuthTables, row: SessionRow, now: Timestamp): Promise<SessionRow> {
  if (now < row.updatedAt.getTime() + NOTED_MS) return row
  const updatedAt = new Date(now)
  await tables.updateMany({ model: 'session', where: withToken(row.token), update: { updatedAt } })
  return { ...row, updatedAt }
}

export async function endSession(tables: AuthTables, secret: string): Promise<void> {
  await tables.deleteMany({ model: 'session', where: withToken(hashOf(secret)) })
}

export async function endSessionsOf(tables: AuthTables, person: ActorId): Promise<void> {
  await tables.deleteMany({ model: 'session', where: ofPerson(person) })
}

function withToken(token: string) {
  return [{ field: 'token', value: token }]
}

function ofPerson(person: ActorId) {
  return [{ field: 'userId', value: person }]
}

function endOf({ createdAt, updatedAt }: SessionRow): Timestamp {
  return Math.min(updatedAt.getTime() + SESSION_IDLE_MS, createdAt.getTime() + SESSION_MS) as Timestamp
}
