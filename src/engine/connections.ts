import type { Result } from '../core/basics/result.ts'
import type { Timestamp } from '../core/basics/timestamp.ts'
import type { Connection } from '../core/connection/connection.ts'
import type { ConnectionAnswer } from '../core/connection/connection-answer.ts'
import type { ConnectionSettings, SettingsFlaw } from '../core/connection/connection-settings.ts'
import type { ActorId } from '../core/run/ids.ts'
import type { Connections, VaultProblem } from './ports.ts'

/** Who answers for agents: people add, test and remove them. Of those there are, exactly one is the default. */
export interface ConnectionDesk extends Connections {
  /** In the order they were added, without their keys. */
  readonly listKept: () => Promise<readonly ConnectionRecord[]>
  /** The first one becomes the default; a later one where the order says so. */
  readonly add: (order: ConnectionOrder) => Promise<Result<ConnectionRecord, ConnectionProblem>>
  /** Its key is erased with it. Where it was the default, the one that was added first is the default then. */
  readonly remove: (name: string) => Promise<Result<readonly ConnectionRecord[], ConnectionProblem>>
  readonly makeDefault: (name: string) => Promise<Result<ConnectionRecord, ConnectionProblem>>
  /** Reaches for it without giving it any work. */
  readonly test: (name: string) => Promise<Result<ConnectionAnswer, ConnectionProblem>>
}

export interface ConnectionRecord {
  readonly connection: Connection
  readonly hasKey: boolean
  readonly by: ActorId
  readonly at: Timestamp
}

export interface ConnectionOrder {
  readonly settings: ConnectionSettings
  /** Null: none. Where a connection is replaced and the key is null, its own stays while provider and address do. */
  readonly key: string | null
  readonly isDefault: boolean
  /** What to do where there is one of that name. */
  readonly existing: 'refuse' | 'replace'
  readonly by: ActorId
}

/** More than this nobody keeps apart. */
export const CONNECTIONS_MAX = 50

/** Why nothing was changed. */
export type ConnectionProblem =
  | { readonly code: 'connection-invalid'; readonly flaws: readonly SettingsFlaw[] }
  | { readonly code: 'connection-exists'; readonly name: string }
  | { readonly code: 'connection-unknown'; readonly name: string }
  | { readonly code: 'connections-full' }
  | { readonly code: 'connection-changed'; readonly name: string }
  | VaultProblem
