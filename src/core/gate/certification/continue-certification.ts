import type { Timestamp } from '../../basics/timestamp.ts'
import type { Certificate } from './certificate.ts'
import type { Certification, CertificationTerms } from './certification.ts'
import type { JudgedAnswer } from './gate-event.ts'
import type { Ledger } from './ledger.ts'
import { expire, openLedger, takeAnswer } from './ledger.ts'

export function beginCertification(terms: CertificationTerms): Certification {
  const nothing = { answers: 0, missing: 0, recent: [], scores: [], trial: null, shadow: [] }
  return { terms, ...nothing, done: 0, standing: null, ended: null, issued: [] }
}

/** With the answers after those that it knows. */
export function continueCertification(before: Certification, answers: readonly JudgedAnswer[]): Certification {
  const ledger = openLedger(before)
  for (const answer of answers) take(ledger, answer)
  return ledger
}

/** A certificate that has come of age by its answers has done so with the last of them, and not when somebody looks. */
function take(ledger: Ledger, answer: JudgedAnswer): void {
  expire(ledger, answer.at)
  takeAnswer(ledger, answer)
  expire(ledger, answer.at)
}

export interface IssuedCertificate {
  readonly certificate: Certificate
  /** When the last of what it rests on became known. */
  readonly at: Timestamp
}

/** Every certificate that these answers give, in order. */
export function certificatesOf(
  terms: CertificationTerms,
  answers: readonly JudgedAnswer[],
): readonly IssuedCertificate[] {
  const ledger = openLedger(beginCertification(terms))
  const issued: IssuedCertificate[] = []
  for (const answer of answers) {
    take(ledger, answer)
    for (const certificate of ledger.issued.slice(issued.length)) issued.push({ certificate, at: answer.at })
  }
  return issued
}

/** As it is at a later moment without anything new: a certificate may have come of age. */
export function certificationAt(before: Certification, now: Timestamp): Certification {
  const ledger = openLedger(before)
  expire(ledger, now)
  return ledger
}
