import type { SignInParts } from '../../src/adapters/sign-in/desk.ts'
import { openSignIn } from '../../src/adapters/sign-in/open-sign-in.ts'
import type { ActorId } from '../../src/core/run/ids.ts'
import type { People } from '../../src/engine/people.ts'
import type { OpenSession, Proof, Resident, Residents, SignIn } from '../../src/engine/sign-in.ts'
import type { TestClock } from './engine.ts'
import { aClock, SYSTEM_CLOCK } from './engine.ts'
import { folderWith } from './folders.ts'
import { at } from './runs.ts'

export const MEI: Resident = { id: 'human:mei' as ActorId, name: 'Mei Lin', email: 'mei@example.com' }
export const OMAR: Resident = { id: 'human:omar' as ActorId, name: 'Omar Haddad', email: 'omar@example.com' }
export const PASSWORD = 'correct horse battery'
/** Passwords are slow to check, as they should be. */
export const PATIENCE = { timeout: 60_000 } as const
export const PAGE = 'https://charts.example.com/sign-in/link'

export function residentsOf(people: readonly Resident[]): Residents {
  return {
    byEmail: async (email) => people.find((person) => person.email === email),
    byId: async (id) => people.find((person) => person.id === id),
  }
}

export interface SignInWorld {
  readonly folder: string
  readonly clock: TestClock
  readonly signIn: SignIn
  /** Who was sent what. */
  readonly sent: readonly { readonly to: string; readonly link: string }[]
  readonly problems: readonly unknown[]
  readonly reopened: () => Promise<SignIn>
}

/** Mei and Omar live here, and the post is kept. */
export async function aSignIn(more: Partial<SignInParts> = {}): Promise<SignInWorld> {
  const sent: { to: string; link: string }[] = []
  const problems: unknown[] = []
  const clock = aClock(at(0))
  const parts: SignInParts = {
    folder: folderWith({}),
    environment: {},
    clock,
    residents: residentsOf([MEI, OMAR]),
    sendSignInLink: async ({ email }, link) => void sent.push({ to: email, link }),
    onProblem: (error) => void problems.push(error),
    ...more,
  }
  const signIn = await openSignIn(parts)
  return { folder: parts.folder, clock, signIn, sent, problems, reopened: () => openSignIn(parts) }
}

export function passwordOf(email: string, password = PASSWORD, from = '192.0.2.1'): Proof {
  return { type: 'password', email, password, from }
}

/** Invited, with a password, and signed in. */
export async function settledIn(signIn: SignIn, person: Resident = MEI): Promise<OpenSession> {
  const secret = await signIn.invite(person)
  const entered = await signIn.enter({ type: 'invitation', secret, password: PASSWORD })
  if (!entered.ok) throw new Error(entered.error.code)
  return entered.value
}

/** Asks for a link and waits until the post has it; gives its secret. */
export async function linkFor({ signIn, sent }: SignInWorld, email = MEI.email): Promise<string> {
  const before = sent.length
  const ordered = await signIn.sendLink?.({ email, from: '192.0.2.1', page: PAGE })
  if (ordered?.ok !== true) throw new Error('No link was ordered.')
  while (sent.length === before) await new Promise(setImmediate)
  return sent.at(-1)?.link.split('#')[1] ?? ''
}

/** How people come in, of a house whose people are told later. */
export async function sharedHouse(mail: 'kept' | 'none' = 'kept') {
  let people: Pick<People, 'list'> | undefined
  const all = async () => (await people?.list()) ?? []
  const residents: Residents = {
    byEmail: async (email) => (await all()).find((person) => person.email === email),
    byId: async (id) => (await all()).find((person) => person.id === id),
  }
  const none = mail === 'none' ? { sendSignInLink: undefined } : {}
  const { signIn, sent } = await aSignIn({ residents, clock: SYSTEM_CLOCK, ...none })
  return {
    signIn,
    sent,
    livesIn: (those: Pick<People, 'list'>) => {
      people = those
    },
    /** Waits until the post has what was asked for. */
    flush: async () => {
      while (sent.length === 0) await new Promise(setImmediate)
    },
  }
}
