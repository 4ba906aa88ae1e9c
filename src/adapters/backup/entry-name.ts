import { join } from 'node:path'

export const DATABASE_NAME = 'workcharts.db'
export const SIGN_IN_NAME = 'sign-in.db'
export const ACCEPTED_NAME = 'accepted-projects.json'
export const MANIFEST_NAME = 'manifest.json'
/** Holds the SHA-256 of everything before it. */
export const SEAL_NAME = 'sha256'

const BLOB = /^blobs\/(?<digest>[0-9a-f]{64})$/
/** What performers keep beside the database: a name has no dot of its own and no slash. */
export const KEPT_FOLDERS = {
  tables: /^[a-z0-9][a-z0-9-]{0,63}\.csv$/,
  outbox: /^[0-9a-f]{64}\.eml$/,
} as const satisfies Readonly<Record<string, RegExp>>

/** The digest of a blob's entry; undefined: no blob. */
export function blobOf(name: string): string | undefined {
  return BLOB.exec(name)?.groups?.['digest']
}

/** Where an entry belongs below a data folder. Undefined: a backup has no such entry. No other text becomes a path. */
export function placeOf(name: string): string | undefined {
  if (name === DATABASE_NAME || name === SIGN_IN_NAME || name === ACCEPTED_NAME) return name
  const digest = blobOf(name)
  if (digest !== undefined) return blobPlace(digest)
  const [folder = '', file = ''] = name.split(/\/(.*)/s)
  const isKept = Object.entries(KEPT_FOLDERS).some(([kept, names]) => folder === kept && names.test(file))
  return isKept ? join(folder, file) : undefined
}

/** As the store of blobs fans them out. */
export function blobPlace(digest: string): string {
  return join('blobs', digest.slice(0, 2), digest.slice(2, 4), digest)
}
