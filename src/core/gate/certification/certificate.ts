import { canonicalJson } from '../../basics/json.ts'
import type { Sha256 } from '../../basics/sha256.ts'
import type { Timestamp } from '../../basics/timestamp.ts'
import { addMs, isoTime } from '../../basics/timestamp.ts'
import type { Found, Promised } from '../anytime-bound.ts'

const DAY_MS = 86_400_000

/** Older than this, or after so many answers, nobody takes a certificate at its word. */
const CERTIFICATE_DAYS = 30
export const CERTIFICATE_ANSWERS = 5_000

/** A limit that keeps a promise: how it became known, and from when on it holds. */
export interface Certificate extends Found, Promised {
  readonly limit: number
  /** By one look at an announced number of answers, or by one at every answer. */
  readonly method: 'one-look' | 'every-look'
  /** When it was issued, or renewed. */
  readonly since: Timestamp
}

/** Why a certificate ended, by what its answers show. */
export type CertificateEnd =
  /** Of so many checks of what it let through, so many were wrong. */
  ({ readonly type: 'alarm'; readonly at: Timestamp } & Found) | { readonly type: 'expired'; readonly at: Timestamp }

export function endsAt({ since }: Certificate): Timestamp {
  return addMs(since, CERTIFICATE_DAYS * DAY_MS)
}

/** Whose answers a certificate speaks of. */
export interface CertifiedLine {
  readonly workflow: string
  readonly stage: string
  /** Null: all answers are of one kind. */
  readonly segment: string | null
  /** SHA-256 of what gave the answers. */
  readonly basis: string
}

/** Names a certificate: whoever works it out from the same receipts gets the same. */
export function certificateDigest(
  { workflow, stage, segment, basis }: CertifiedLine,
  { target, risk, limit, method, wrong, of, since }: Certificate,
  sha256: Sha256,
): string {
  const line = { workflow, stage, segment, basis }
  const proof = { target, risk, limit, method, wrong, of, since: isoTime(since) }
  return sha256(canonicalJson({ schema: 'workcharts.certificate/1', ...line, ...proof }))
}
