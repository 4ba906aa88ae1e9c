import { z } from 'zod'
import { DOCUMENT_BYTES_MAX } from '../../core/workflow/limits.ts'

const FILE_CHARACTERS_MAX = 1_000
const REF_CHARACTERS_MAX = 200

/** What was pasted or dropped. `file`: what the file was called that it comes from. */
export const pastedRequest = z
  .strictObject({ text: z.string().max(DOCUMENT_BYTES_MAX), file: z.string().max(FILE_CHARACTERS_MAX).optional() })
  .meta({ id: 'PastedRequest' })

/** Code is refused instead. */
export const pasted = z
  .object({ kind: z.enum(['document', 'procedure']) })
  .readonly()
  .meta({ id: 'Pasted' })

export const openSourceRequest = z
  .strictObject({ ref: z.string().min(1).max(REF_CHARACTERS_MAX) })
  .meta({ id: 'OpenSourceRequest' })

export type Pasted = z.infer<typeof pasted>
export type PastedRequest = z.input<typeof pastedRequest>
