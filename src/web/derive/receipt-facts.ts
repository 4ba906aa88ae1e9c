import type { Json } from '../../core/basics/json.ts'
import type { ReaderZone } from './clock-words.ts'
import { fullTime } from './clock-words.ts'
import { shareWords } from './interval-words.ts'

/** One thing that a receipt says. `words` null: it is not known. */
export interface ReceiptFact {
  readonly label: string
  readonly words: string | null
  /** `hash`: written for machines. */
  readonly look: 'words' | 'hash'
}

export function fact(label: string, said: string | null): ReceiptFact {
  return { label, words: said, look: 'words' }
}

export function hashFact(label: string, value: Json | undefined): ReceiptFact {
  return { label, words: words(value), look: 'hash' }
}

/** ISO 8601, said on the reader's clock with its zone. */
export function timeFact(label: string, value: Json | undefined, zone: ReaderZone): ReceiptFact {
  return fact(label, typeof value === 'string' ? fullTime(Date.parse(value), zone) : null)
}

/** Many enough for a tenth of a per cent: what was said is said exactly. */
const EXACT = 1_000

/** A number from 0 to 1, in per cent. */
export function shareFact(label: string, value: Json | undefined): ReceiptFact {
  return fact(label, typeof value === 'number' ? shareWords({ share: value, n: EXACT }) : null)
}

/** A text or a number as people read it; null where it is neither. */
export function words(value: Json | undefined): string | null {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'number' ? String(value) : null
}

/** `human:lena-fischer` is shown as `lena-fischer`. */
export function personName(value: Json | undefined): string | null {
  return typeof value === 'string' ? value.slice(value.indexOf(':') + 1) : null
}

export function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : []
}
