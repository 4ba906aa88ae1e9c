import type { Timestamp } from '../core/basics/timestamp.ts'
import type { Certification, CertificationTerms } from '../core/gate/certification/certification.ts'
import { beginCertification, continueCertification } from '../core/gate/certification/continue-certification.ts'
import type { GateEvent, JudgedAnswer, Verdict } from '../core/gate/certification/gate-event.ts'
import type { Outlook } from '../core/gate/outlook.ts'
import { addAnswer, addVerdict, beginOutlook } from '../core/gate/outlook.ts'
import type { GateAnswer } from '../core/receipt/gate-evidence.ts'
import { compareEvents, gateEvents, verdictOf } from '../core/receipt/gate-evidence.ts'
import type { GateAnswerRow } from './gate-row.ts'
import type { InOrder } from './in-order.ts'
import { createInOrder } from './in-order.ts'

/** What is known of one line of answers, kept up to what its store has. */
export interface GateWatch {
  readonly inOrder: InOrder
  /** The last change that was taken in. */
  change: number
  readonly answers: Map<string, Watched>
  /** In their order. */
  readonly events: GateEvent[]
  readonly outlook: Outlook
  readonly certifications: Map<string, Folded>
}

/** An answer as far as it was taken in. */
interface Watched {
  readonly judged: JudgedAnswer
  readonly verdict: Verdict | null
  readonly second: Verdict | null
}

interface Folded {
  /** So many of the events. */
  readonly events: number
  readonly certification: Certification
}

export function openWatch(): GateWatch {
  return {
    inOrder: createInOrder(),
    change: 0,
    answers: new Map(),
    events: [],
    outlook: beginOutlook(),
    certifications: new Map(),
  }
}

/**
 * Takes in what was written since. Where something became known of a moment before the last, all is folded anew: whoever
 * folds it later must get the same.
 */
export function takeIn(watch: GateWatch, rows: readonly GateAnswerRow[]): void {
  const last = watch.events.at(-1)
  const fresh = rows.flatMap(({ answer }) => freshEvents(watch, answer)).sort(compareEvents)
  const [first] = fresh
  watch.change = rows.at(-1)?.change ?? watch.change
  for (const event of fresh) watch.events.push(event)
  if (last === undefined || first === undefined || compareEvents(last, first) <= 0) return
  watch.events.sort(compareEvents)
  watch.certifications.clear()
}

function freshEvents(watch: GateWatch, answer: GateAnswer): readonly GateEvent[] {
  const known = watch.answers.get(answer.run)
  const [judged, ...verdicts] = gateEvents([answer])
  if (judged?.type !== 'judged') return []
  const verdict = verdictOf(answer)
  watch.answers.set(answer.run, { judged, verdict, second: answer.second })
  if (known === undefined) addAnswer(watch.outlook, judged)
  if (verdict !== null && (known?.verdict ?? null) === null) addVerdict(watch.outlook, judged, verdict)
  if (known === undefined) return [judged, ...verdicts]
  return known.verdict === null ? verdicts : []
}

/** Somebody may look at one promise after the other. */
const PROMISES_HELD_MAX = 16

/** What these answers show of a promise. */
export function certificationOf({ certifications, events }: GateWatch, terms: CertificationTerms): Certification {
  const key = `${terms.target} ${terms.risk} ${terms.shadow}`
  const before = certifications.get(key) ?? { events: 0, certification: beginCertification(terms) }
  const certification = continueCertification(before.certification, events.slice(before.events))
  certifications.delete(key)
  certifications.set(key, { events: events.length, certification })
  const [oldest] = certifications.keys()
  if (certifications.size > PROMISES_HELD_MAX && oldest !== undefined) certifications.delete(oldest)
  return certification
}

/** How many answers were judged since. */
export function answersSince({ events }: GateWatch, since: Timestamp): number {
  return events.filter(({ type, at }) => type === 'judged' && at >= since).length
}
