import { createConnectionTester } from './adapters/connections/connection-tester.ts'
import type { SqliteStore } from './adapters/sqlite/sqlite-store.ts'
import { systemClock } from './adapters/system/clock.ts'
import { openVault } from './adapters/vault/open-vault.ts'
import type { Config } from './config.ts'
import type { ConnectionDesk } from './engine/connections.ts'
import { createConnections } from './engine/create-connections.ts'
import type { Engine } from './engine/engine.ts'

/**
 * Who answers for agents, with their keys sealed. `write`: called only once somebody changes them. Whether a key was ever
 * sealed decides what it means that the vault's own is not there.
 */
export function openConnections(config: Config, store: SqliteStore, write: Engine['write']): ConnectionDesk {
  const holdsSecrets = async (): Promise<boolean> =>
    (await store.listConnections()).some(({ kept }) => kept !== null && kept.sealedKey !== null)
  const vault = openVault({ keyFile: config.keyFile, holdsSecrets })
  const tester = createConnectionTester({ path: config.environment['PATH'] ?? '' })
  return createConnections({ reader: store, engine: { write }, vault, tester, clock: systemClock })
}
