import { z } from 'zod'
import { listOf } from './basics.ts'

const sourceFile = z
  .object({
    /** By this name it is changed. */
    name: z.string(),
    /** Where it stands, for people. */
    file: z.string(),
    text: z.string(),
    /** SHA-256 of the text. */
    digest: z.string(),
  })
  .readonly()
  .meta({ id: 'SourceFile' })

/** The files that an artifact is made of, as text. `fixed`: why none can be changed here, and what to do; null: they can. */
export const capabilitySource = z
  .object({ files: listOf(sourceFile), fixed: z.string().nullable() })
  .readonly()
  .meta({ id: 'CapabilitySource' })

/** Characters of a text; how many bytes each kind of file may have is said where it is checked. */
const TEXT_MAX = 1024 * 1024
const NAME_MAX = 300

export const changeSourceRequest = z
  .strictObject({
    /** The name of one of the files that were listed. */
    name: z.string().min(1).max(NAME_MAX),
    text: z.string().max(TEXT_MAX),
    /** The digest of the text that was changed. */
    seen: z.string().regex(/^[0-9a-f]{64}$/),
  })
  .meta({ id: 'ChangeSourceRequest' })

export type CapabilitySource = z.infer<typeof capabilitySource>
export type ChangeSourceRequest = z.input<typeof changeSourceRequest>
