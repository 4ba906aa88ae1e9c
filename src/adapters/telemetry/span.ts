import { createHash } from 'node:crypto'
import type { Timestamp } from '../../core/basics/timestamp.ts'

export type AttributeValue = string | number | boolean
export type Attributes = Readonly<Record<string, AttributeValue>>

/** A part of a run that has ended. */
export interface Span {
  readonly traceId: string
  readonly spanId: string
  /** Null: the run itself. */
  readonly parentId: string | null
  readonly name: string
  /** `client`: somebody else was asked. */
  readonly kind: 'internal' | 'client'
  readonly start: Timestamp
  readonly end: Timestamp
  readonly attributes: Attributes
  readonly status: 'unset' | 'ok' | 'error'
  readonly events: readonly SpanEvent[]
}

export interface SpanEvent {
  readonly name: string
  readonly at: Timestamp
  readonly attributes: Attributes
}

const TRACE_DIGITS = 32
const SPAN_DIGITS = 16

/** Of a run, whatever process tells of it: the first 16 bytes of the SHA-256 of `trace <run>`. */
export function traceIdOf(run: string): string {
  return digits(`trace ${run}`, TRACE_DIGITS)
}

/** Of a part of a run: the first 8 bytes of the SHA-256 of `span <run> <part>`. */
export function spanIdOf(run: string, part: string): string {
  return digits(`span ${run} ${part}`, SPAN_DIGITS)
}

function digits(text: string, count: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, count)
}

/** Without what is not known. */
export function withoutNulls(attributes: Readonly<Record<string, AttributeValue | null | undefined>>): Attributes {
  const known = Object.entries(attributes).filter((entry): entry is [string, AttributeValue] => entry[1] != null)
  return Object.fromEntries(known)
}
