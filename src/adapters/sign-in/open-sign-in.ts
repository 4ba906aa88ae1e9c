import { join } from 'node:path'
import { assertNever } from '../../core/basics/assert-never.ts'
import type { ActorId } from '../../core/run/ids.ts'
import type { Invited, SessionEnding, SignIn } from '../../engine/sign-in.ts'
import { ensureAccount, removeAccount } from './accounts.ts'
import type { Desk, SignInParts } from './desk.ts'
import { linkLimits, passwordLimits } from './desk.ts'
import { enter } from './enter.ts'
import { issueOnce, voidOnce } from './once.ts'
import type { AuthTables } from './open-auth.ts'
import { openAuth } from './open-auth.ts'
import { createLinkDesk } from './order-link.ts'
import { newSecret } from './secret.ts'
import { endSession, endSessionsOf, findSession } from './session-rows.ts'

/** `sign-in.db` in the data folder, behind the library. Its connection is its own: no transaction of ours meets its. */
export async function openSignIn(parts: SignInParts): Promise<SignIn> {
  const auth = await openAuth(join(parts.folder, 'sign-in.db'), parts.environment)
  const nobodysHash = await auth.password.hash(newSecret())
  const desk: Desk = { ...parts, auth, nobodysHash, passwords: passwordLimits(), links: linkLimits() }
  const links = parts.sendSignInLink && createLinkDesk(desk, parts.sendSignInLink)
  return {
    invite: (person) => invite(desk, person),
    enter: (proof) => enter(desk, proof),
    sendLink: links?.order,
    find: (secret) => findSession(auth.tables, secret, parts.clock.now()),
    end: (ending) => auth.whole((tables) => end(tables, ending)),
    close: async () => {
      await links?.settled()
      auth.close()
    },
  }
}

async function invite({ auth, clock }: Desk, person: Invited): Promise<string> {
  return await auth.whole(async (tables) => {
    const now = clock.now()
    await ensureAccount(tables, person, now)
    await voidOnce(tables, 'invitation', person.id)
    return await issueOnce(tables, { purpose: 'invitation', person: person.id, now })
  })
}

async function end(tables: AuthTables, ending: SessionEnding): Promise<void> {
  switch (ending.type) {
    case 'one':
      return await endSession(tables, ending.secret)
    case 'everywhere':
      return await endSessionsOf(tables, ending.person)
    case 'for-good':
      return await forget(tables, ending.person)
    default:
      return assertNever(ending)
  }
}

async function forget(tables: AuthTables, person: ActorId): Promise<void> {
  await endSessionsOf(tables, person)
  await voidOnce(tables, 'invitation', person)
  await voidOnce(tables, 'link', person)
  await removeAccount(tables, person)
}
