import { z } from 'zod'

/** The one route whose body is a file, and may be as large as one. */
export const FILES_ROUTE = 'POST /api/v1/tasks/{id}/files'

/** Names longer than this are not looked at. */
const NAME_CHARACTERS_MAX = 1_000

export const fileQuery = z.strictObject({ name: z.string().max(NAME_CHARACTERS_MAX) })

/** The SHA-256 of a file, as 64 hexadecimal digits. */
export const fileDigest = z.string().regex(/^[0-9a-f]{64}$/, 'Name the file by the 64 digits of its SHA-256.')
