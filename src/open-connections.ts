import { createConnectionTester } from './adapters/connections/connection-tester.ts'
import type { SqliteStore } from './adapters/sqlite/sqlite-store.ts'
import { systemClock } from './adapters/system/clock.ts'
import { openVault } from './adapters/vault/open-vault.ts'
import type { Config } from './config.ts'
import type { ConnectionDesk } from './engine/connections.ts'
import { createConnections } from './engine/create-connections.ts'
import type { Engine } from './engine/engine.ts'
import type { Vault } from './engine/ports.ts'

/** What seals keys and secrets. Whether any was ever sealed decides what it means that the vault's own key is not there. */
export function openSecrets({ keyFile }: Config, store: SqliteStore): Vault {
  const holdsSecrets = async (): Promise<boolean> =>
    (await store.listConnections()).some(({ kept }) => kept !== null && kept.sealedKey !== null) ||
    (await store.listWebhooks()).length > 0 ||
    (await store.listNoticeChannels()).some(({ kept }) => kept !== null && kept.sealedSecret !== null)
  return openVault({ keyFile, holdsSecrets })
}

interface ConnectionStorage {
  readonly store: SqliteStore
  readonly vault: Vault
  /** Called only once somebody changes them. */
  readonly write: Engine['write']
}

/** Who answers for agents, with their keys sealed. */
export function openConnections(config: Config, { store, vault, write }: ConnectionStorage): ConnectionDesk {
  const tester = createConnectionTester({ path: config.environment['PATH'] ?? '' })
  return createConnections({ reader: store, engine: { write }, vault, tester, clock: systemClock })
}
