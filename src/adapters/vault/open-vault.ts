import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { Vault, VaultProblem } from '../../engine/ports.ts'
import { makeKeyFile, readKeyFile } from './key-file.ts'
import { openText, sealText } from './sealed-text.ts'

export interface VaultOptions {
  /** Absolute, and apart from the data folder: whoever copies that one has no key with it. */
  readonly keyFile: string
  /** Whether anything is sealed already: then a key that is missing was lost, and a new one would open nothing of it. */
  readonly holdsSecrets: () => Promise<boolean>
}

/** A vault whose key stands in a file. It is read anew each time: one that is put back works at once. */
export function openVault(options: VaultOptions): Vault {
  const readShared = sharedReads(options.keyFile)
  return {
    seal: async (secret, label) => {
      const key = await keyToSeal(options)
      return key.ok ? ok(sealText(key.value, secret, label)) : key
    },
    open: async (sealed, label) => {
      const key = thatIsThere(options, await readShared())
      if (!key.ok) return key
      const secret = openText(key.value, sealed, label)
      return secret === undefined ? err(unreadable(options.keyFile, label)) : ok(secret)
    },
  }
}

async function keyToSeal(options: VaultOptions): Promise<Result<Buffer, VaultProblem>> {
  const found = await readKeyFile(options.keyFile)
  if (!found.ok || found.value !== undefined || (await options.holdsSecrets())) return await keyOf(options)
  await makeKeyFile(options.keyFile)
  return await keyOf(options)
}

async function keyOf(options: VaultOptions): Promise<Result<Buffer, VaultProblem>> {
  return thatIsThere(options, await readKeyFile(options.keyFile))
}

type KeyRead = Awaited<ReturnType<typeof readKeyFile>>

/** Whoever asks while a read is under way gets its answer: a burst of webhooks opens a secret for each delivery. */
function sharedReads(path: string): () => Promise<KeyRead> {
  let reading: Promise<KeyRead> | undefined
  return () => {
    reading ??= readKeyFile(path).finally(() => {
      reading = undefined
    })
    return reading
  }
}

function thatIsThere({ keyFile }: VaultOptions, found: KeyRead): Result<Buffer, VaultProblem> {
  if (!found.ok) return found
  return found.value === undefined ? err(missing(keyFile)) : ok(found.value)
}

function missing(path: string): VaultProblem {
  return {
    code: 'key-file-missing',
    detail: `The key file ${path} is missing, and the keys of your connections and the secrets of your webhooks can not be opened without it. Put it back from a backup, or remove the connections and webhooks that have one and add them again.`,
  }
}

function unreadable(path: string, label: string): VaultProblem {
  return {
    code: 'secret-unreadable',
    detail: `The key of "${label}" can not be opened with the key file ${path}. Put the file back that was there when it was added, or remove the connection or webhook and add it again.`,
  }
}
