import { assertNever } from '../../core/basics/assert-never.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import { isFitPassword } from '../../core/people/password.ts'
import type { ActorId } from '../../core/run/ids.ts'
import type { OpenSession, Proof, SignInProblem } from '../../engine/sign-in.ts'
import { ensureAccount, findPassword, setPassword } from './accounts.ts'
import type { Desk } from './desk.ts'
import { findOnce, takeOnce, voidOnce } from './once.ts'
import { endSessionsOf, openSession } from './session-rows.ts'
import { takeTry } from './take-try.ts'

type Entered = Result<OpenSession, SignInProblem>
type ProofOf<T extends Proof['type']> = Extract<Proof, { readonly type: T }>

export async function enter(desk: Desk, proof: Proof): Promise<Entered> {
  switch (proof.type) {
    case 'password':
      return await byPassword(desk, proof)
    case 'link':
      return await byLink(desk, proof)
    case 'invitation':
      return await byInvitation(desk, proof)
    default:
      return assertNever(proof)
  }
}

/** Counted before it is looked at, so that many tries at once are not more than many tries. */
async function byPassword(desk: Desk, { email, password, from }: ProofOf<'password'>): Promise<Entered> {
  const now = desk.clock.now()
  const tooMany = takeTry(desk.passwords, { email, from, now })
  if (tooMany !== undefined) return err(tooMany)
  const person = await desk.residents.byEmail(email)
  const hash = await findPassword(desk.auth.tables, person?.id ?? NOBODY)
  const isRight = await desk.auth.password.verify({ hash: hash ?? desk.nobodysHash, password })
  if (person === undefined || hash === undefined || !isRight) return err({ code: 'sign-in-refused' })
  desk.passwords.perPerson.forget(email)
  return ok(await desk.auth.whole((tables) => openSession(tables, person.id, now)))
}

/** Asked for where nobody has the address: it takes as long. */
const NOBODY = 'human:' as ActorId

async function byLink(desk: Desk, { secret }: ProofOf<'link'>): Promise<Entered> {
  const now = desk.clock.now()
  const opened = await desk.auth.whole(async (tables) => {
    const person = await takeOnce(tables, { purpose: 'link', secret, now })
    if (person === undefined) return undefined
    await voidOnce(tables, 'link', person)
    return await openSession(tables, person, now)
  })
  return opened === undefined ? err({ code: 'sign-in-link-over' }) : ok(opened)
}

/** Whoever had the password before is out: they are asked to sign in with the new one. */
async function byInvitation(desk: Desk, { secret, password }: ProofOf<'invitation'>): Promise<Entered> {
  if (!isFitPassword(password)) return err({ code: 'password-unfit' })
  const shown = { purpose: 'invitation', secret, now: desk.clock.now() } as const
  const invited = await findOnce(desk.auth.tables, shown)
  const person = invited && (await desk.residents.byId(invited))
  if (person === undefined) return err({ code: 'invitation-over' })
  const hash = await desk.auth.password.hash(password)
  const opened = await desk.auth.whole(async (tables) => {
    if ((await takeOnce(tables, shown)) === undefined) return undefined
    await ensureAccount(tables, person, shown.now)
    await setPassword(tables, { person: person.id, hash, now: shown.now })
    await endSessionsOf(tables, person.id)
    await voidOnce(tables, 'link', person.id)
    return await openSession(tables, person.id, shown.now)
  })
  return opened === undefined ? err({ code: 'invitation-over' }) : ok(opened)
}
