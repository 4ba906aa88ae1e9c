import type { Timestamp } from '../core/basics/timestamp.ts'
import type { Connection } from '../core/connection/connection.ts'
import type { ActorId } from '../core/run/ids.ts'

/** A connection that somebody added, or the name of one that was removed (`connections`). */
export interface ConnectionRow {
  readonly name: string
  /** From 1; rises with every change. */
  readonly revision: number
  /** Null: it was removed, and nothing of it is kept. */
  readonly kept: KeptConnection | null
  /** Who added it, and when; the same after a change of its settings. */
  readonly by: ActorId
  readonly at: Timestamp
}

export interface KeptConnection {
  readonly connection: Connection
  /** Its key, as the vault sealed it under its name; null: it has none. */
  readonly sealedKey: string | null
}

/** Questions about connections. */
export interface ConnectionReader {
  /** Also one that was removed. */
  readonly findConnection: (name: string) => Promise<ConnectionRow | undefined>
  /** Those that are kept, in the order they were added. */
  readonly listConnections: () => Promise<readonly ConnectionRow[]>
}
