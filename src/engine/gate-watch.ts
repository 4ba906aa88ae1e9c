import { known } from '../core/basics/known.ts'
import type { Timestamp } from '../core/basics/timestamp.ts'
import type { Certification, CertificationTerms } from '../core/gate/certification/certification.ts'
import { beginCertification, continueCertification } from '../core/gate/certification/continue-certification.ts'
import type { JudgedAnswer } from '../core/gate/certification/gate-event.ts'
import type { Outlook } from '../core/gate/outlook.ts'
import { addAnswer, addVerdict, beginOutlook } from '../core/gate/outlook.ts'
import { compareAnswers, nextShown } from '../core/receipt/evidence-order.ts'
import type { GateAnswer } from '../core/receipt/gate-evidence.ts'
import { verdictOf } from '../core/receipt/gate-evidence.ts'
import type { GateAnswerRow } from './gate-row.ts'
import type { InOrder } from './in-order.ts'
import { createInOrder } from './in-order.ts'

/** What is known of one line of answers, kept up to what its store has. */
export interface GateWatch {
  readonly inOrder: InOrder
  /** The last change that was taken in. */
  change: number
  /** By run. */
  readonly answers: Map<string, GateAnswer>
  /** Their runs, in the order in which they were judged. */
  readonly order: string[]
  /** What they show: the first of them, up to one that a person may still look at. */
  readonly shown: JudgedAnswer[]
  readonly outlook: Outlook
  readonly certifications: Map<string, Certification>
}

export function openWatch(): GateWatch {
  return {
    inOrder: createInOrder(),
    change: 0,
    answers: new Map(),
    order: [],
    shown: [],
    outlook: beginOutlook(),
    certifications: new Map(),
  }
}

/**
 * Takes in what was written since, and what shows by `now`. Where an answer comes late that was judged before others that
 * have shown something, all is folded anew: whoever folds it later must get the same.
 */
export function takeIn(watch: GateWatch, rows: readonly GateAnswerRow[], now: Timestamp): void {
  const { answers, order, shown } = watch
  for (const { answer } of rows) takeAnswer(watch, answer)
  watch.change = rows.at(-1)?.change ?? watch.change
  putInOrder(watch)
  for (const run of order.slice(shown.length)) {
    const next = nextShown(known(answers.get(run)), { last: shown.at(-1), now })
    if (next === undefined) return
    shown.push(next)
  }
}

function takeAnswer({ answers, order, outlook }: GateWatch, answer: GateAnswer): void {
  const before = answers.get(answer.run)
  answers.set(answer.run, answer)
  if (before === undefined) {
    order.push(answer.run)
    addAnswer(outlook, answer)
  }
  const verdict = verdictOf(answer)
  if (verdict !== null && (before === undefined || verdictOf(before) === null)) addVerdict(outlook, answer, verdict)
}

/** Only what has not shown anything yet can be new: answers of one moment come in any order. */
function putInOrder({ answers, order, shown, certifications }: GateWatch): void {
  const compare = (one: string, other: string) => compareAnswers(known(answers.get(one)), known(answers.get(other)))
  const last = order[shown.length - 1]
  const rest = order.splice(shown.length).sort(compare)
  for (const run of rest) order.push(run)
  const [first] = rest
  if (last === undefined || first === undefined || compare(last, first) < 0) return
  order.sort(compare)
  shown.length = 0
  certifications.clear()
}

/** Somebody may look at one promise after the other. */
const PROMISES_HELD_MAX = 16

/** What these answers show of a promise. */
export function certificationOf({ certifications, shown }: GateWatch, terms: CertificationTerms): Certification {
  const key = `${terms.target} ${terms.risk} ${terms.shadow}`
  const before = certifications.get(key) ?? beginCertification(terms)
  const certification = continueCertification(before, shown.slice(before.answers))
  certifications.delete(key)
  certifications.set(key, certification)
  const [oldest] = certifications.keys()
  if (certifications.size > PROMISES_HELD_MAX && oldest !== undefined) certifications.delete(oldest)
  return certification
}

/** How many answers were judged since. */
export function answersSince({ answers }: GateWatch, since: Timestamp): number {
  return [...answers.values()].filter(({ at }) => at >= since).length
}

/** How many answers a person is still to look at. */
export function waitingIn({ answers }: GateWatch): number {
  return [...answers.values()].filter(({ look }) => look.type === 'open').length
}
