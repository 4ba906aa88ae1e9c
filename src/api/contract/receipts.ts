import { z } from 'zod'
import { DOCUMENT_BYTES_MAX } from '../../core/workflow/limits.ts'
import { instant, orNull } from './basics.ts'

/** `jsonl`: the receipts as they are proved. `csv` and `flat`: the same as tables, which prove nothing. */
const EXPORT_FORMATS = ['jsonl', 'csv', 'flat'] as const

export const exportQuery = z.strictObject({
  run: z.string().max(100).optional(),
  workflow: z.string().max(64).optional(),
  format: z.enum(EXPORT_FORMATS).optional(),
})

/** An export as text, or the run whose receipts are checked where they are kept. */
export const verifyRequest = z
  .union([
    z.strictObject({ text: z.string().max(DOCUMENT_BYTES_MAX) }),
    z.strictObject({ run: z.string().min(1).max(100) }),
  ])
  .meta({ id: 'VerifyRequest' })

/** What signatures prove to whoever knows the fingerprint, and knows it from elsewhere than the file. */
const signedPart = z
  .object({
    /** Receipts of the file that they vouch for; those that came later are not signed yet. */
    receipts: z.number(),
    /** All that there were when the newest checkpoint was signed, in the file or not. */
    of: z.number(),
    at: instant,
    /** SHA-256 of the public key, in hexadecimal. */
    fingerprint: z.string(),
  })
  .readonly()
  .meta({ id: 'SignedPart' })

/**
 * `tampering` names the first place that is not what was written; null: the export verifies. `signed` null: nothing in it
 * is signed. `keyFits` null: no fingerprint was given to compare with.
 */
export const receiptCheck = z
  .object({
    verifies: z.boolean(),
    receipts: z.number(),
    runs: z.number(),
    signed: orNull(signedPart),
    notSigned: z.number(),
    keyFits: z.boolean().nullable(),
    tampering: z.object({ line: z.number(), message: z.string() }).readonly().nullable(),
  })
  .readonly()
  .meta({ id: 'ReceiptCheck' })

/** Whose signature receipts carry, and how far they are signed. Null: nothing was signed yet. */
export const receiptKey = z
  .object({
    /** SHA-256 of the public key, in hexadecimal. */
    fingerprint: z.string().nullable(),
    /** Ed25519: SPKI, DER, in hexadecimal. */
    publicKey: z.string().nullable(),
    signedAt: orNull(instant),
    signed: z.number(),
    notSigned: z.number(),
  })
  .readonly()
  .meta({ id: 'ReceiptKey' })

export type ExportFormat = (typeof EXPORT_FORMATS)[number]
export type ReceiptCheck = z.infer<typeof receiptCheck>
export type ReceiptKey = z.infer<typeof receiptKey>
