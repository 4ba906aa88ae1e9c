import { z } from 'zod'
import { DOCUMENT_BYTES_MAX } from '../../core/workflow/limits.ts'

export const exportQuery = z.strictObject({
  run: z.string().max(100).optional(),
  workflow: z.string().max(64).optional(),
})

/** An export as text, or the run whose receipts are checked where they are kept. */
export const verifyRequest = z
  .union([
    z.strictObject({ text: z.string().max(DOCUMENT_BYTES_MAX) }),
    z.strictObject({ run: z.string().min(1).max(100) }),
  ])
  .meta({ id: 'VerifyRequest' })

/** `tampering` names the first place that is not what was written; null: the export verifies. */
export const receiptCheck = z
  .object({
    verifies: z.boolean(),
    receipts: z.number(),
    runs: z.number(),
    tampering: z.object({ line: z.number(), message: z.string() }).readonly().nullable(),
  })
  .readonly()
  .meta({ id: 'ReceiptCheck' })

export type ReceiptCheck = z.infer<typeof receiptCheck>
