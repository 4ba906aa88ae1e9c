import { z } from 'zod'
import { instant, orNull, stageName } from './basics.ts'

export const receiptKind = z.enum(['stage', 'run', 'adjustment', 'verdict', 'redaction']).meta({ id: 'ReceiptKind' })

/** What a receipt is listed with. */
export const receiptFields = {
  number: z.number(),
  kind: receiptKind,
  stage: orNull(stageName),
  outcome: z.string().nullable(),
  at: instant,
  hash: z.string(),
  /** The canonical line, as an export holds it. */
  line: z.string(),
} as const
