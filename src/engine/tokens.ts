import type { Result } from '../core/basics/result.ts'
import type { Timestamp } from '../core/basics/timestamp.ts'
import type { Caller } from '../core/people/caller.ts'
import type { Scope } from '../core/people/scope.ts'
import type { ActorId } from '../core/run/ids.ts'
import type { TokenRow } from './token-row.ts'

/** What programs prove themselves with. */
export interface Tokens {
  /** Those that were not taken back; null: of everybody. */
  readonly list: (holder: ActorId | null) => Promise<readonly TokenRow[]>
  readonly make: (order: TokenOrder) => Promise<Result<MadeToken, TokenProblem>>
  /** From now on it proves nothing. Taking it back again changes nothing. */
  readonly end: (id: string, by: ActorId) => Promise<Result<TokenRow, TokenProblem>>
  /** Whoever shows this, and until when; undefined: nobody. */
  readonly holderOf: (secret: string) => Promise<TokenHolder | undefined>
}

export interface TokenHolder {
  readonly caller: Caller
  readonly expiresAt: Timestamp
}

export interface TokenOrder {
  /** `human:…` for oneself; `service:…` for what is nobody. */
  readonly holder: ActorId
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly days: number
  readonly by: ActorId
}

export interface MadeToken {
  readonly row: TokenRow
  /** Shown once, and kept nowhere. */
  readonly secret: string
}

/** Of one holder: more only says that nobody takes any back. */
export const TOKENS_MAX = 100

/** Why no token was made or taken back. */
export type TokenProblem =
  | { readonly code: 'token-unknown'; readonly id: string }
  | { readonly code: 'tokens-full' }
  /** Only people decide tasks. */
  | { readonly code: 'token-decides' }
