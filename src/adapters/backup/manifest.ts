import { z } from 'zod'

/** The archive's own form. A change of it gets the next number. */
export const ARCHIVE_FORMAT = 1

const SHA256 = /^[0-9a-f]{64}$/
const count = z.int().nonnegative()

/** What stands in a backup, as its last file but one says it. */
const manifest = z
  .strictObject({
    format: z.literal(ARCHIVE_FORMAT),
    /** The version of the program that made it. */
    program: z.string().max(100),
    /** When the copy of the database was begun: ISO 8601, UTC. */
    at: z.iso.datetime(),
    database: z.strictObject({ format: count, runs: count, facts: count, receipts: count }).readonly(),
    /** Tells the key file apart that opens what is sealed here, and opens nothing itself; null: there was none. */
    key: z.string().regex(SHA256).nullable(),
    /** Every file but the blobs, whose names are their digests. */
    files: z
      .array(z.strictObject({ name: z.string(), size: count, sha256: z.string().regex(SHA256) }).readonly())
      .readonly(),
    blobs: z.strictObject({ count, bytes: count }).readonly(),
    /** Blobs whose bytes did not fit their names any more: they are left out. */
    damaged: count,
  })
  .readonly()

export type Manifest = z.infer<typeof manifest>

/** Undefined: not a manifest of this format. */
export function parseManifest(text: string): Manifest | undefined {
  return manifest.safeParse(toJson(text)).data
}

/** The format that a manifest of any format names. */
export function formatOf(text: string): number | undefined {
  return z.object({ format: z.int() }).safeParse(toJson(text)).data?.format
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
