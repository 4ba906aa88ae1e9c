import type { Result } from '../core/basics/result.ts'
import type { Timestamp } from '../core/basics/timestamp.ts'
import type { Person } from '../core/people/person.ts'
import type { ActorId } from '../core/run/ids.ts'

/** Nobody at the desk for half a day. */
export const SESSION_IDLE_MS = 12 * 3_600_000
/** A stolen cookie is worth a week at most. */
export const SESSION_MS = 7 * 24 * 3_600_000
/** An invitation waits for somebody who is on leave for a week. */
export const INVITATION_MS = 7 * 24 * 3_600_000
/** Long enough for a slow mail server, too short to be found later in a mailbox. */
export const LINK_MS = 10 * 60_000
/**
 * Proves that a browser belongs to somebody of this house. Who there is and what they may do is asked of `People`, not
 * of this.
 */
export interface SignIn {
  /** A secret with which somebody chooses a password and signs in: once, within `INVITATION_MS`. The one before is over. */
  readonly invite: (person: Invited) => Promise<string>
  /** Opens a session for whoever proves who they are. An address that nobody has is refused like a wrong password. */
  readonly enter: (proof: Proof) => Promise<Result<OpenSession, SignInProblem>>
  /**
   * Sends somebody a link to sign in with: once, within `LINK_MS`. It answers before it looks whose address it is, and
   * the same for all. Undefined: no mail is set up.
   */
  readonly sendLink: ((order: LinkOrder) => Promise<Result<null, TooManyTries>>) | undefined
  /** Whose session this is; undefined: it has ended, or never was. It is prolonged by being used. */
  readonly find: (secret: string) => Promise<KnownSession | undefined>
  readonly end: (ending: SessionEnding) => Promise<void>
  /** Resolves when nothing is written or sent any more. */
  readonly close: () => Promise<void>
}

export type Invited = Pick<Person, 'id' | 'name'>

export type Proof =
  | { readonly type: 'password'; readonly email: string; readonly password: string; readonly from: string }
  | { readonly type: 'link'; readonly secret: string }
  | { readonly type: 'invitation'; readonly secret: string; readonly password: string }

/** `from`: the network address that asks. */
export interface LinkOrder {
  readonly email: string
  readonly from: string
  /** The address of the page that the secret is put behind: `https://charts.example.com/sign-in/link`. */
  readonly page: string
}

export interface KnownSession {
  readonly person: ActorId
  readonly expiresAt: Timestamp
}

export interface OpenSession extends KnownSession {
  /** What the browser shows from now on. Only its hash is kept. */
  readonly secret: string
}

export type SessionEnding =
  | { readonly type: 'one'; readonly secret: string }
  /** All of a person: they sign in anew wherever they are. */
  | { readonly type: 'everywhere'; readonly person: ActorId }
  /** They were removed: their password, links and invitations are over too. */
  | { readonly type: 'for-good'; readonly person: ActorId }

export interface TooManyTries {
  readonly code: 'too-many-tries'
  /** From then on another try is heard. */
  readonly until: Timestamp
}

export type SignInProblem =
  | TooManyTries
  | { readonly code: 'sign-in-refused' }
  | { readonly code: 'sign-in-link-over' }
  | { readonly code: 'invitation-over' }
  | { readonly code: 'password-unfit' }

/** Who is in this house, as signing in asks. */
export interface Residents {
  readonly byEmail: (email: string) => Promise<Resident | undefined>
  readonly byId: (id: ActorId) => Promise<Resident | undefined>
}

export type Resident = Pick<Person, 'id' | 'name' | 'email'>

/** Brings a link to whom it is for. Rejects where the mail server did not take it. */
export type SendSignInLink = (to: Resident, link: string) => Promise<void>
