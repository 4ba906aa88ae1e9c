import { chanceOfAtMost } from '../../basics/binomial.ts'
import type { Timestamp } from '../../basics/timestamp.ts'
import type { Found } from '../anytime-bound.ts'
import type { Certificate, CertificateEnd } from './certificate.ts'
import { CERTIFICATE_ANSWERS } from './certificate.ts'
import type { Certification, Standing } from './certification.ts'
import { certificationAt } from './continue-certification.ts'
import { reviewsNeeded } from './reviews-needed.ts'

/** Where so many last answers had no confidence at all, no limit can be found. */
const SILENT_ANSWERS = 100
/** Of the last 100 answers. */
const RECENT_MISSING_MAX = 5
/** Before it is said that a target can not be met, chance must be as unlikely to have made it seem so. */
const TOO_MANY_RISK = 0.01

/** How a gate with a target stands. */
export type GateStatus =
  | { readonly type: 'certified'; readonly certificate: Certificate; readonly answersLeft: number }
  | GateGathering
  | ({ readonly type: 'impossible'; readonly why: 'too-many-wrong' | 'no-confidence' } & Found)

interface GateGathering {
  readonly type: 'gathering'
  readonly checked: number
  /** So many more reviews, if they go on as they did; null: nobody could say yet. */
  readonly needed: number | null
  readonly ended: CertificateEnd | null
}

export function gateStatus(before: Certification, now: Timestamp): GateStatus {
  const current = certificationAt(before, now)
  const { standing, trial, done, scores, ended } = current
  if (standing !== null) return certified(standing)
  if (isSilent(current)) return { type: 'impossible', why: 'no-confidence', wrong: 0, of: current.recent.length }
  const strictest = trial?.found[0]
  if (strictest !== undefined && isTooMany(strictest, current.terms.target))
    return { type: 'impossible', why: 'too-many-wrong', ...strictest }
  return { type: 'gathering', checked: done + scores.length, needed: reviewsNeeded(current), ended }
}

/** The limit from which on answers go through; null: none do. */
export function limitOf(status: GateStatus): number | null {
  return status.type === 'certified' ? status.certificate.limit : null
}

function certified({ certificate, answers }: Standing): GateStatus {
  return { type: 'certified', certificate, answersLeft: CERTIFICATE_ANSWERS - answers }
}

function isSilent({ recent, trial }: Certification): boolean {
  return trial === null && recent.length >= SILENT_ANSWERS && recent.every(Boolean)
}

/** Even among the surest, more are wrong than chance could make of a share that meets the target. */
function isTooMany({ wrong, of }: Found, target: number): boolean {
  return wrong > 0 && 1 - chanceOfAtMost(wrong - 1, of, target) <= TOO_MANY_RISK
}

/** More than usual of the last answers had no confidence. */
export function isMissingMore({ recent }: Certification): boolean {
  return recent.filter(Boolean).length > RECENT_MISSING_MAX
}
