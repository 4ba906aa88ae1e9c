import type { Timestamp } from '../../basics/timestamp.ts'
import type { Certification, CertificationTerms } from './certification.ts'
import type { GateEvent } from './gate-event.ts'
import { expire, openLedger, takeAnswer, takeVerdict } from './ledger.ts'

export function beginCertification(terms: CertificationTerms): Certification {
  const nothing = { answers: 0, missing: 0, recent: [], scores: [], trial: null, shadow: [], waiting: new Map() }
  return { terms, ...nothing, done: 0, lost: 0, standing: null, ended: null, issued: [] }
}

/** With what became known since. */
export function continueCertification(before: Certification, events: readonly GateEvent[]): Certification {
  const ledger = openLedger(before)
  for (const event of events) {
    expire(ledger, event.at)
    if (event.type === 'judged') takeAnswer(ledger, event)
    else takeVerdict(ledger, event)
  }
  return ledger
}

/** As it is at a later moment without anything new: a certificate may have come of age. */
export function certificationAt(before: Certification, now: Timestamp): Certification {
  const ledger = openLedger(before)
  expire(ledger, now)
  return ledger
}
