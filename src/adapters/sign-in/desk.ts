import type { Clock } from '../../engine/ports.ts'
import type { Residents, SendSignInLink } from '../../engine/sign-in.ts'
import type { Auth, Environment } from './open-auth.ts'
import type { Tries, TriesBound } from './tries.ts'
import { createTries } from './tries.ts'

export interface SignInParts {
  /** The data folder. */
  readonly folder: string
  /** Of this process: what the library must not hear is taken out of it. */
  readonly environment: Environment
  readonly clock: Clock
  readonly residents: Residents
  /** Undefined: no mail is set up. */
  readonly sendSignInLink: SendSignInLink | undefined
  /** A link could not be sent. */
  readonly onProblem: (error: unknown) => void
}

/** What signing in is done with. */
export interface Desk extends SignInParts {
  readonly auth: Auth
  /** Of a password that nobody knows: checking against it takes as long as against a real one. */
  readonly nobodysHash: string
  readonly passwords: Limits
  readonly links: Limits
}

/** Of each network address, and of each person as they call themselves. */
export interface Limits {
  readonly perAddress: Tries
  readonly perPerson: Tries
}

const WITHIN_MS = 15 * 60_000
/** One office behind one network address mistypes a few passwords of a morning; a list of guesses is longer. */
export const PASSWORDS_PER_ADDRESS: TriesBound = { max: 30, withinMs: WITHIN_MS }
/** Somebody who has forgotten which of a few passwords it was. */
export const PASSWORDS_PER_PERSON: TriesBound = { max: 10, withinMs: WITHIN_MS }
export const LINKS_PER_ADDRESS: TriesBound = { max: 30, withinMs: WITHIN_MS }
/** One that got lost and one more; the rest would fill a mailbox. */
export const LINKS_PER_PERSON: TriesBound = { max: 3, withinMs: WITHIN_MS }

export function passwordLimits(): Limits {
  return { perAddress: createTries(PASSWORDS_PER_ADDRESS), perPerson: createTries(PASSWORDS_PER_PERSON) }
}

export function linkLimits(): Limits {
  return { perAddress: createTries(LINKS_PER_ADDRESS), perPerson: createTries(LINKS_PER_PERSON) }
}
