import { join } from 'node:path'
import { createConnectionTester } from '../../src/adapters/connections/connection-tester.ts'
import { openVault } from '../../src/adapters/vault/open-vault.ts'
import type { ConnectionReader } from '../../src/engine/connection-row.ts'
import type { ConnectionsParts } from '../../src/engine/create-connections.ts'
import type { WebhookReader } from '../../src/engine/webhook-row.ts'

/** The real vault with its key in this folder, and the real tester. */
export function vaultIn(
  folder: string,
  store: ConnectionReader & WebhookReader,
): Pick<ConnectionsParts, 'vault' | 'tester'> {
  const keyFile = join(folder, 'config', 'key')
  const holdsSecrets = async (): Promise<boolean> =>
    (await store.listConnections()).some(({ kept }) => kept !== null && kept.sealedKey !== null) ||
    (await store.listWebhooks()).length > 0
  return { vault: openVault({ keyFile, holdsSecrets }), tester: createConnectionTester({ path: '/nowhere' }) }
}
