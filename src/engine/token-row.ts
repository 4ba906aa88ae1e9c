import type { Timestamp } from '../core/basics/timestamp.ts'
import type { Scope } from '../core/people/scope.ts'
import type { ActorId } from '../core/run/ids.ts'

/** What a program proves itself with (`access_tokens`). The token itself is kept nowhere. */
export interface TokenRow {
  readonly id: string
  /** From 1; rises with every change. */
  readonly revision: number
  /** `human:<slug>`: the person it acts for; `service:<slug>`: nobody but itself. */
  readonly holder: ActorId
  /** What it is for, in words. */
  readonly name: string
  /** SHA-256, in hexadecimal digits. */
  readonly hash: string
  readonly scopes: readonly Scope[]
  readonly expiresAt: Timestamp
  /** When it was taken back; null: it was not. */
  readonly endedAt: Timestamp | null
  readonly by: ActorId
  readonly at: Timestamp
}

/** Questions about tokens. */
export interface TokenReader {
  readonly findToken: (id: string) => Promise<TokenRow | undefined>
  /** By the hash of what was shown. */
  readonly findTokenByHash: (hash: string) => Promise<TokenRow | undefined>
  /** Those that were not taken back, by id; null: of everybody. */
  readonly listTokens: (holder: ActorId | null) => Promise<readonly TokenRow[]>
}
