import { known } from '../basics/known.ts'
import type { Sha256 } from '../basics/sha256.ts'
import type { Timestamp } from '../basics/timestamp.ts'
import { timestamp } from '../basics/timestamp.ts'
import type { Promised } from '../gate/anytime-bound.ts'
import type { Certificate, CertifiedLine } from '../gate/certification/certificate.ts'
import { certificateDigest } from '../gate/certification/certificate.ts'
import type { IssuedCertificate } from '../gate/certification/continue-certification.ts'
import { certificatesOf } from '../gate/certification/continue-certification.ts'
import { judge } from '../gate/judge.ts'
import { promised } from '../gate/terms.ts'
import type { FoundAnswer, FoundLine, FoundLines, NamedReceipt } from './answers-by-line.ts'
import { answersByLine } from './answers-by-line.ts'
import { evidenceOf } from './evidence-order.ts'
import type { GateLine } from './read-gate-line.ts'

/** What receipts show of gates that promise something. */
export interface RecomputedGates extends Pick<FoundLines, 'leftOut'> {
  readonly gates: readonly RecomputedGate[]
}

/** One promise about the answers of one line. */
export interface RecomputedGate {
  readonly line: CertifiedLine
  readonly target: number
  readonly risk: number
  /** Those that were judged by this promise. */
  readonly answers: number
  /** Every certificate that there was, in order. */
  readonly certificates: readonly RecomputedCertificate[]
  /** Receipts whose gate went by something else than the answers before it give. */
  readonly differing: readonly DifferingReceipt[]
}

export interface RecomputedCertificate {
  readonly certificate: Certificate
  readonly digest: string
  readonly issuedAt: Timestamp
  /** So many receipts name it, as it is and after it was issued. */
  readonly namedBy: number
}

interface DifferingReceipt extends NamedReceipt {
  /** The certificate that it names; null: none. */
  readonly certificate: string | null
}

/** Works out from receipts alone, in any order, what certificates their gates had, and which receipts do not fit. */
export function recomputeGates(lines: readonly GateLine[], sha256: Sha256): RecomputedGates {
  const found = answersByLine(lines)
  const now = newestOf(found)
  const gates = found.lines.flatMap((each) => promisesOf(each, now, sha256))
  return { gates: gates.toSorted(byName), leftOut: found.leftOut }
}

/** When the last of it was judged: whatever nobody had looked at for long by then is known to be late. */
function newestOf({ lines }: FoundLines): Timestamp {
  const times = lines.flatMap(({ answers }) => answers.map(({ answer }) => answer.at))
  return timestamp(times.reduce((newest, at) => Math.max(newest, at), 0))
}

/** An answer is evidence for every promise about its line, whichever it was judged by. */
function promisesOf({ line, answers }: FoundLine, now: Timestamp, sha256: Sha256): readonly RecomputedGate[] {
  const events = evidenceOf(
    answers.map(({ answer }) => answer),
    now,
  )
  return byPromise(answers).map(({ target, risk, judged }) => {
    const issued = certificatesOf(promised({ target, risk }), events)
    return { line, target, risk, answers: judged.length, ...compare(line, { issued, judged }, sha256) }
  })
}

interface PromisedAnswers extends Promised {
  readonly judged: FoundAnswer[]
}

function byPromise(answers: readonly FoundAnswer[]): readonly PromisedAnswers[] {
  const promises = new Map<string, PromisedAnswers>()
  for (const answer of answers) {
    const { target, risk } = answer.gate
    if (target === null || risk === undefined) continue
    const key = `${target} ${risk}`
    const found = promises.get(key) ?? { target, risk, judged: [] }
    found.judged.push(answer)
    promises.set(key, found)
  }
  return [...promises.values()]
}

interface Comparing {
  readonly issued: readonly IssuedCertificate[]
  readonly judged: readonly FoundAnswer[]
}

function compare(
  line: CertifiedLine,
  { issued, judged }: Comparing,
  sha256: Sha256,
): Pick<RecomputedGate, 'certificates' | 'differing'> {
  const byDigest = new Map(issued.map((each) => [certificateDigest(line, each.certificate, sha256), each]))
  const namedBy = new Map<string | null, number>()
  const differing: DifferingReceipt[] = []
  for (const each of judged) {
    const { certificate } = each.gate
    if (fits(each, byDigest)) namedBy.set(certificate, (namedBy.get(certificate) ?? 0) + 1)
    else differing.push({ run: each.run, number: each.number, certificate })
  }
  const certificates = [...byDigest].map(([digest, { certificate, at }]) => ({
    certificate,
    digest,
    issuedAt: at,
    namedBy: namedBy.get(digest) ?? 0,
  }))
  return { certificates, differing }
}

/** Its limit is that of a certificate that was there before it, or it let nothing through; and it judged by it. */
function fits({ gate, answer }: FoundAnswer, byDigest: ReadonlyMap<string, IssuedCertificate>): boolean {
  const { certificate, limit, score, result } = gate
  if (certificate === null) return limit === null && result === 'no-certificate'
  const issued = byDigest.get(certificate)
  if (issued === undefined || issued.at > answer.at || issued.certificate.limit !== limit) return false
  return result === judge(score, limit)
}

function byName(one: RecomputedGate, other: RecomputedGate): number {
  const [first, second] = [one, other].map(({ line, target, risk }) =>
    JSON.stringify([line.workflow, line.stage, line.segment ?? '', line.basis, target, risk]),
  )
  return known(first) < known(second) ? -1 : 1
}
