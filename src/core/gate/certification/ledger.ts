import type { Timestamp } from '../../basics/timestamp.ts'
import { beginAlarm, hearAudit, isHeard } from '../alarm.ts'
import type { Labelled } from '../certify-once.ts'
import { certifyOnce } from '../certify-once.ts'
import { cutsToBeginWith } from '../cuts.ts'
import type { Certificate } from './certificate.ts'
import { CERTIFICATE_ANSWERS, endsAt } from './certificate.ts'
import type { Certification, Standing } from './certification.ts'
import type { JudgedAnswer, Verdict } from './gate-event.ts'
import type { LimitFound, Trial } from './trial.ts'
import { addToTrial, beginTrial, bestOf, copyTrial } from './trial.ts'

/** The scores of so many first answers say where limits can be; what people find of these answers is not evidence. */
export const PLACING_ANSWERS = 40
/** Whether confidence is missing more often than usual is told by so many last answers. */
const RECENT_ANSWERS = 100
/** One look and looking always may each be wrong with a part of the risk. */
export const LOOKS = 2

/** A certification that is added to in place, by whoever has it alone. */
export type Ledger = {
  -readonly [Key in keyof Certification]: Certification[Key]
} & {
  recent: boolean[]
  scores: number[]
  shadow: Labelled[] | null
  issued: Certificate[]
}

export function openLedger(before: Certification): Ledger {
  const { trial, standing, shadow } = before
  return {
    ...before,
    recent: [...before.recent],
    scores: [...before.scores],
    trial: trial && copyTrial(trial),
    shadow: shadow && [...shadow],
    standing: standing && { ...standing, successor: copyTrial(standing.successor) },
    issued: [...before.issued],
  }
}

export function takeAnswer(ledger: Ledger, answer: JudgedAnswer): void {
  const { score, check } = answer
  ledger.answers += 1
  if (score === null) ledger.missing += 1
  ledger.recent.push(score === null)
  if (ledger.recent.length > RECENT_ANSWERS) ledger.recent.shift()
  // No receipt says by what such an answer was judged, and a certificate rests on receipts alone.
  if (answer.leastChance === 0) return
  if (answer.leastChance < 1) ledger.shadow = null
  if (ledger.standing !== null) ledger.standing.answers += 1
  const { trial } = ledger
  if (trial === null) place(ledger, score)
  else if (check.type === 'done') learn(ledger, answer, { trial, verdict: check.verdict })
}

/** Limits are placed by scores of which no verdict is evidence. */
function place(ledger: Ledger, score: number | null): void {
  if (score === null) return
  ledger.scores.push(score)
  if (ledger.scores.length < PLACING_ANSWERS) return
  const { target, risk } = ledger.terms
  ledger.trial = beginTrial(cutsToBeginWith(ledger.scores), { target, risk: risk / LOOKS })
}

interface OnTrial {
  readonly trial: Trial
  readonly verdict: Verdict
}

/** An answer that a person found right or wrong. */
function learn(ledger: Ledger, answer: JudgedAnswer, { trial, verdict }: OnTrial): void {
  const { standing } = ledger
  ledger.done += 1
  const { at, score, chance, leastChance } = answer
  const outcome = { score, chance, leastChance, isWrong: verdict === 'wrong' }
  const before = trial.evidence.certified
  addToTrial(trial, outcome)
  if (standing !== null) addToTrial(standing.successor, outcome)
  const seen = lookOnce(ledger, score, { trial, verdict })
  const best = trial.evidence.certified > before ? bestOf(trial) : undefined
  if (best !== undefined) grant(ledger, best, { trial, method: 'every-look', at })
  if (seen !== undefined) grant(ledger, seen, { trial, method: 'one-look', at })
  renewEarly(ledger, at)
  if (answer.went === 'through') listen(ledger, answer, verdict)
}

/** The one look, once as many were looked at as were announced; what it certified. Only where all had to be looked at. */
function lookOnce(ledger: Ledger, score: number | null, { trial, verdict }: OnTrial): LimitFound | undefined {
  const { shadow, terms } = ledger
  if (shadow === null) return undefined
  shadow.push({ score: score ?? Number.NEGATIVE_INFINITY, isWrong: verdict === 'wrong' })
  if (shadow.length < terms.shadow) return undefined
  ledger.shadow = null
  const { target, risk } = terms
  const certified = certifyOnce(trial.evidence.cuts, shadow, { target, risk: risk / LOOKS })
  return certified === null ? undefined : { limit: certified.cut, wrong: certified.wrong, of: certified.of }
}

interface Granting {
  readonly trial: Trial
  readonly method: Certificate['method']
  readonly at: Timestamp
}

/** The first one begins a time of its own; a looser one takes the place of a stricter one, and lasts no longer than it. */
function grant(ledger: Ledger, found: LimitFound, { trial, method, at }: Granting): void {
  const { standing, terms } = ledger
  const { target, risk } = terms
  if (standing === null) begin(ledger, trial, { ...found, target, risk, method, since: at })
  else if (found.limit < standing.certificate.limit)
    replace(ledger, standing, { ...found, target, risk, method, since: standing.certificate.since })
}

function begin(ledger: Ledger, { evidence }: Trial, certificate: Certificate): Standing {
  const { target, risk } = certificate
  const successor = beginTrial(evidence.cuts, { target, risk })
  const standing = { certificate, successor, alarm: beginAlarm(target), wrong: 0, answers: 0 }
  ledger.standing = standing
  ledger.ended = null
  ledger.issued.push(certificate)
  return standing
}

function replace(ledger: Ledger, standing: Standing, certificate: Certificate): void {
  standing.certificate = certificate
  ledger.issued.push(certificate)
}

/** What came since it was issued proves as much: it is as good as new. */
function renewEarly(ledger: Ledger, at: Timestamp): void {
  const { standing } = ledger
  const best = standing === null ? undefined : bestOf(standing.successor)
  if (standing !== null && best !== undefined && best.limit <= standing.certificate.limit)
    renew(ledger, standing, { best, at })
}

interface Renewal {
  readonly best: LimitFound
  readonly at: Timestamp
}

/** Goes on listening where it was: an alarm must not begin anew each time. */
function renew(ledger: Ledger, standing: Standing, { best, at }: Renewal): void {
  const { target, risk } = ledger.terms
  const { alarm, wrong, successor } = standing
  const renewed = begin(ledger, successor, { ...best, target, risk, method: 'every-look', since: at })
  ledger.standing = { ...renewed, alarm, wrong }
  ledger.trial = successor
  ledger.shadow = null
}

/** A certificate that has come of age goes on as what its own answers prove, or ends. */
export function expire(ledger: Ledger, now: Timestamp): void {
  const { standing } = ledger
  if (standing === null) return
  const end = endsAt(standing.certificate)
  if (now < end && standing.answers < CERTIFICATE_ANSWERS) return
  const at = now < end ? now : end
  const best = bestOf(standing.successor)
  if (best === undefined) {
    lapse(ledger, standing, at)
    return
  }
  renew(ledger, standing, { best, at })
  // Since then it may have come of age again.
  expire(ledger, now)
}

/** What its answers showed goes on counting for the next one. */
function lapse(ledger: Ledger, { successor }: Standing, at: Timestamp): void {
  ledger.trial = successor
  ledger.standing = null
  ledger.shadow = null
  ledger.ended = { type: 'expired', at }
}

/** An audit of what the certificate lets through. When it is heard, everything begins anew, with the answers after it. */
function listen(ledger: Ledger, { score, at }: JudgedAnswer, verdict: Verdict): void {
  const { standing } = ledger
  if (standing === null || score === null || score < standing.certificate.limit) return
  standing.alarm = hearAudit(standing.alarm, verdict)
  if (verdict === 'wrong') standing.wrong += 1
  if (!isHeard(standing.alarm)) return
  const { wrong, alarm } = standing
  ledger.ended = { type: 'alarm', at, wrong, of: alarm.audits }
  ledger.standing = null
  ledger.trial = null
  ledger.scores = []
  ledger.shadow = []
  ledger.done = 0
}
