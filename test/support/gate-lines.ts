import { known } from '../../src/core/basics/known.ts'
import { addMs, isoTime } from '../../src/core/basics/timestamp.ts'
import { certificateDigest } from '../../src/core/gate/certification/certificate.ts'
import type { IssuedCertificate } from '../../src/core/gate/certification/continue-certification.ts'
import { certificatesOf } from '../../src/core/gate/certification/continue-certification.ts'
import { termsOf } from '../../src/core/gate/terms.ts'
import { evidenceOf } from '../../src/core/receipt/evidence-order.ts'
import type { GateAnswer } from '../../src/core/receipt/gate-evidence.ts'
import { withChange } from '../../src/core/receipt/gate-evidence.ts'
import { readGateLine } from '../../src/core/receipt/read-gate-line.ts'
import type { GateProof, Receipt } from '../../src/core/receipt/receipt.ts'
import { receiptLine } from '../../src/core/receipt/write-receipts.ts'
import { aStageReceipt } from './receipts.ts'
import { at, sha256 } from './runs.ts'

const LINE = { workflow: 'demo', stage: 'sort', segment: null, basis: 'b'.repeat(64) }
const TERMS = termsOf(0.1, 1)

/**
 * The receipts of so many runs whose stage `sort` promises at most 10 wrong in 100. People look at every answer: before
 * it goes on where it does not go through, else a second later. All are right.
 */
export function gateLines(runs: number): readonly string[] {
  const answers: GateAnswer[] = []
  return Array.from({ length: runs }, (_, index) => index).flatMap((index) => {
    const issued = certificatesOf(TERMS, evidenceOf(answers, at(index))).at(-1)
    const receipts = receiptsOfRun(index, proofBy(issued, index))
    const lines = receipts.map(receiptLine)
    for (const line of lines) take(answers, line)
    return lines
  })
}

function proofBy(issued: IssuedCertificate | undefined, index: number): GateProof {
  const score = (1 + (index % 10)) / 10
  const { basis, segment } = LINE
  const shared = { basis, segment, target: TERMS.target, risk: TERMS.risk, score, audit_rate: 1, coin: 0.3 }
  const looked = { judged_at: isoTime(at(index)), chance: 1, least_chance: 1 }
  if (issued === undefined)
    return { ...shared, ...looked, limit: null, certificate: null, result: 'no-certificate', verdict: 'right' }
  const { limit } = issued.certificate
  const certificate = certificateDigest(LINE, issued.certificate, sha256)
  const passed =
    score >= limit ? ({ result: 'passes' } as const) : ({ result: 'low-confidence', verdict: 'right' } as const)
  return { ...shared, ...looked, limit, certificate, ...passed }
}

function receiptsOfRun(index: number, gate: GateProof): readonly Receipt[] {
  const run = `run-${String(index).padStart(4, '0')}`
  const [time, later] = [at(index), addMs(at(index), 1_000)]
  const stage = aStageReceipt(run, { at: isoTime(time), gate, task: null })
  const base = { schema: 'workcharts.receipt/1', run, previous: '' } as const
  const found = {
    ...base,
    kind: 'verdict',
    number: 3,
    at: isoTime(later),
    stage: 'sort',
    verdict: 'right',
    by: 'human:lena',
  } as const
  return [
    stage,
    {
      ...base,
      kind: 'run',
      number: 2,
      at: isoTime(time),
      workflow: LINE.workflow,
      workflow_sha256: 'w1',
      plan_sha256: 'p1',
      outcome: 'succeeded',
      started_at: isoTime(time),
      started_by: 'human:owner',
      cause: { type: 'manual' },
      origin: null,
      cost: null,
      stages: { succeeded: 1 },
    },
    ...(gate.result === 'passes' ? [found, { ...found, number: 4, second: true } as const] : []),
  ]
}

function take(answers: GateAnswer[], line: string): void {
  const read = readGateLine(line)
  if (read?.type === 'answer') answers.push(read.answer)
  if (read?.type === 'later') answers.push(withChange(known(answers.pop()), read.change))
}
