import { z } from 'zod'
import { DOCUMENT_BYTES_MAX } from '../../core/workflow/limits.ts'
import { instant, listOf, orNull, performer, workflowName } from './basics.ts'
import { receiptFields, receiptKind } from './receipt-fields.ts'

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

/** Widest page of receipts. */
const RECEIPTS_PAGE_MAX = 100
const RECEIPTS_PAGE_USUAL = 20

/** `before`: the `next` of the page before. */
export const receiptsQuery = z.strictObject({
  workflow: z.string().max(64).optional(),
  kind: receiptKind.optional(),
  before: z
    .string()
    .regex(/^[^/]{1,100}\/\d{1,9}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(RECEIPTS_PAGE_MAX).default(RECEIPTS_PAGE_USUAL),
})

const listedReceipt = z
  .object({
    run: z.object({ id: z.string(), title: z.string().nullable(), workflow: workflowName }).readonly(),
    /** Who the plan has for the stage; null: the receipt is of no stage. */
    performer: orNull(performer),
    ...receiptFields,
  })
  .readonly()
  .meta({ id: 'ListedReceipt' })

/** Receipts of the newest runs, newest first. `next` null: this is the last page. */
export const receiptList = z
  .object({ receipts: listOf(listedReceipt), next: z.string().nullable() })
  .readonly()
  .meta({ id: 'ReceiptList' })

export type ListedReceipt = z.infer<typeof listedReceipt>
export type ReceiptList = z.infer<typeof receiptList>
export type ExportFormat = (typeof EXPORT_FORMATS)[number]
export type ReceiptCheck = z.infer<typeof receiptCheck>
export type ReceiptKey = z.infer<typeof receiptKey>
