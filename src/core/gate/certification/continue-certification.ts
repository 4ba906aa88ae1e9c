import type { Timestamp } from '../../basics/timestamp.ts'
import type { Certificate } from './certificate.ts'
import type { Certification, CertificationTerms } from './certification.ts'
import type { GateEvent } from './gate-event.ts'
import type { Ledger } from './ledger.ts'
import { expire, openLedger, takeAnswer, takeVerdict } from './ledger.ts'

export function beginCertification(terms: CertificationTerms): Certification {
  const nothing = { answers: 0, missing: 0, recent: [], scores: [], trial: null, shadow: [], waiting: new Map() }
  return { terms, ...nothing, done: 0, lost: 0, standing: null, ended: null, issued: [] }
}

/** With what became known since. */
export function continueCertification(before: Certification, events: readonly GateEvent[]): Certification {
  const ledger = openLedger(before)
  for (const event of events) take(ledger, event)
  return ledger
}

/** A certificate that has come of age by its answers has done so with the last of them, and not when somebody looks. */
function take(ledger: Ledger, event: GateEvent): void {
  expire(ledger, event.at)
  if (event.type === 'judged') takeAnswer(ledger, event)
  else takeVerdict(ledger, event)
  expire(ledger, event.at)
}

export interface IssuedCertificate {
  readonly certificate: Certificate
  /** When the last of what it rests on became known. */
  readonly at: Timestamp
}

/** Every certificate that these events give, in order. */
export function certificatesOf(terms: CertificationTerms, events: readonly GateEvent[]): readonly IssuedCertificate[] {
  const ledger = openLedger(beginCertification(terms))
  const issued: IssuedCertificate[] = []
  for (const event of events) {
    take(ledger, event)
    for (const certificate of ledger.issued.slice(issued.length)) issued.push({ certificate, at: event.at })
  }
  return issued
}

/** As it is at a later moment without anything new: a certificate may have come of age. */
export function certificationAt(before: Certification, now: Timestamp): Certification {
  const ledger = openLedger(before)
  expire(ledger, now)
  return ledger
}
