import type { Timestamp } from '../../core/basics/timestamp.ts'
import { addMs } from '../../core/basics/timestamp.ts'
import type { ActorId } from '../../core/run/ids.ts'
import { INVITATION_MS, LINK_MS } from '../../engine/sign-in.ts'
import type { AuthTables } from './open-auth.ts'
import { hashOf, newSecret } from './secret.ts'

/** What a secret that works once is good for. */
export type Purpose = 'invitation' | 'link'

const LASTS_MS = { invitation: INVITATION_MS, link: LINK_MS } as const satisfies Record<Purpose, number>

/** A row of the library's table for what works once. */
interface OnceRow {
  readonly value: string
  readonly expiresAt: Date
}

interface Wish {
  readonly purpose: Purpose
  readonly person: ActorId
  readonly now: Timestamp
}

/** A new secret of somebody. What has expired, of anybody, is swept away. */
export async function issueOnce(tables: AuthTables, { purpose, person, now }: Wish): Promise<string> {
  const secret = newSecret()
  await tables.deleteMany({
    model: 'verification',
    where: [{ field: 'expiresAt', operator: 'lt', value: new Date(now) }],
  })
  const made = new Date(now)
  const data = {
    identifier: identifierOf(purpose, secret),
    value: purposeOf(purpose, person),
    expiresAt: new Date(addMs(now, LASTS_MS[purpose])),
    createdAt: made,
    updatedAt: made,
  }
  await tables.create({ model: 'verification', data })
  return secret
}

/** All of somebody that were issued for this end without being used. */
export async function voidOnce(tables: AuthTables, purpose: Purpose, person: ActorId): Promise<void> {
  await tables.deleteMany({ model: 'verification', where: [{ field: 'value', value: purposeOf(purpose, person) }] })
}

interface Shown {
  readonly purpose: Purpose
  readonly secret: string
  readonly now: Timestamp
}

/** Whose secret it is, without using it up. */
export async function findOnce(tables: AuthTables, shown: Shown): Promise<ActorId | undefined> {
  return personOf(await tables.findOne<OnceRow>({ model: 'verification', where: whereOf(shown) }), shown)
}

/** Whose secret it is. Of several that use the same one at the same time, one gets an answer. */
export async function takeOnce(tables: AuthTables, shown: Shown): Promise<ActorId | undefined> {
  return personOf(await tables.consumeOne<OnceRow>({ model: 'verification', where: whereOf(shown) }), shown)
}

function whereOf({ purpose, secret }: Shown) {
  return [{ field: 'identifier', value: identifierOf(purpose, secret) }]
}

function personOf(row: OnceRow | null, { purpose, now }: Shown): ActorId | undefined {
  if (row === null || now > row.expiresAt.getTime()) return undefined
  return row.value.slice(purposeOf(purpose, '').length) as ActorId
}

function identifierOf(purpose: Purpose, secret: string): string {
  return `${purpose}:${hashOf(secret)}`
}

function purposeOf(purpose: Purpose, person: string): string {
  return `${purpose} of ${person}`
}
