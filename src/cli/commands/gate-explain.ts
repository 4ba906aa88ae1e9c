import { signatureCheck } from '../../api/check-signature.ts'
import { runDetail } from '../../api/contract/run-detail.ts'
import { ok } from '../../core/basics/result.ts'
import { isoTime } from '../../core/basics/timestamp.ts'
import type { Certificate } from '../../core/gate/certification/certificate.ts'
import { readGateLine } from '../../core/receipt/read-gate-line.ts'
import { recomputeGates } from '../../core/receipt/recompute-gates.ts'
import { EXIT } from '../exit-code.ts'
import type { GateReceipt } from '../find/find-gate-receipts.ts'
import { chooseReceipts, findRunIn, receiptsIn } from '../find/find-gate-receipts.ts'
import { findRunId } from '../find/find-run-id.ts'
import { query } from '../find/query.ts'
import { readReceiptFiles, tellVerified } from '../input/receipt-files.ts'
import type { Connected, Outcome, Session } from '../session.ts'
import type { ExplainedGate } from '../show/gate-lines.ts'
import { gateLines } from '../show/gate-lines.ts'
import type { JsonOption } from '../tree/options.ts'

export interface ExplainOptions extends JsonOption {
  /** A number, or the id of a stage; absent: every stage that has met a gate. */
  readonly receipt?: string
  readonly file?: string
}

/** Asks for the receipts of the run, and for all of its WorkChart where a certificate is to be worked out. */
export async function explainRun(session: Connected, typed: string, options: ExplainOptions): Promise<Outcome> {
  const { api } = session
  const id = await findRunId(api, typed)
  if (!id.ok) return id
  const text = await api.text(`/receipts/export${query({ run: id.value })}`)
  if (!text.ok) return text
  const chosen = chooseReceipts(receiptsIn(text.value.split('\n')), options.receipt)
  if (!chosen.ok) return chosen
  if (!chosen.value.some(namesCertificate)) return tell(session, explain(chosen.value, []), options)
  const run = await api.get(`/runs/${id.value}`, runDetail)
  if (!run.ok) return run
  const all = await api.text(`/receipts/export${query({ workflow: run.value.summary.workflow.id })}`)
  return all.ok ? tell(session, explain(chosen.value, all.value.split('\n')), options) : all
}

/** Needs nothing but the file, which must verify. */
export async function explainFile(
  session: Session,
  typed: string,
  options: ExplainOptions & { readonly file: string },
): Promise<Outcome> {
  const read = await readReceiptFiles(session, [options.file])
  if (!read.ok) return read
  const receipts = receiptsIn(read.value.lines)
  const run = findRunIn(receipts, typed)
  if (!run.ok) return run
  const chosen = chooseReceipts(
    receipts.filter((receipt) => receipt.run === run.value),
    options.receipt,
  )
  if (!chosen.ok) return chosen
  if (options.json === undefined) tellVerified(session, read.value)
  return tell(session, explain(chosen.value, read.value.lines), options)
}

function namesCertificate({ stage: { gate } }: GateReceipt): boolean {
  return gate !== undefined && gate.certificate !== null
}

function explain(chosen: readonly GateReceipt[], lines: readonly string[]): readonly ExplainedGate[] {
  const certificates = certificatesIn(lines)
  return chosen.map((each) => ({ ...each, certificate: certificates.get(each.stage.gate?.certificate ?? '') ?? null }))
}

/** By digest. */
function certificatesIn(lines: readonly string[]): ReadonlyMap<string, Certificate> {
  const read = lines.flatMap((line) => readGateLine(line) ?? [])
  const { gates } = recomputeGates(read, signatureCheck.sha256)
  return new Map(
    gates.flatMap(({ certificates }) => certificates.map(({ digest, certificate }) => [digest, certificate])),
  )
}

function tell({ screen, io }: Session, explained: readonly ExplainedGate[], { json }: JsonOption): Outcome {
  if (json) screen.json('explained-gates', { receipts: explained.map(viewOf) })
  else screen.print(...explained.flatMap((each) => gateLines(each, io.timeZone)))
  return ok(EXIT.ok)
}

function viewOf({ stage: receipt, later, certificate }: ExplainedGate) {
  const { run, number, stage, threshold, gate } = receipt
  const verdicts = later.map(({ number: at, verdict, by, second = false }) => ({ number: at, verdict, by, second }))
  const proved = certificate && { ...certificate, since: isoTime(certificate.since) }
  return { run, number, stage, threshold, gate: gate ?? null, certificate: proved, later: verdicts }
}
