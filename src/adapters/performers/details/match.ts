import type { Json } from '../../../core/basics/json.ts'

/** A value and the part of the text it stands in. */
export interface Match {
  readonly at: number
  readonly length: number
  readonly value: Json
}
