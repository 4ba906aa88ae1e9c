import { signatureCheck } from '../../api/check-signature.ts'
import { ok } from '../../core/basics/result.ts'
import { isoTime } from '../../core/basics/timestamp.ts'
import { readGateLine } from '../../core/receipt/read-gate-line.ts'
import type { RecomputedCertificate, RecomputedGate, RecomputedGates } from '../../core/receipt/recompute-gates.ts'
import { recomputeGates } from '../../core/receipt/recompute-gates.ts'
import { EXIT } from '../exit-code.ts'
import type { ReceiptFiles } from '../input/receipt-files.ts'
import { readReceiptFiles, tellVerified } from '../input/receipt-files.ts'
import type { Outcome, Session } from '../session.ts'
import { METHOD_WORDS, promiseWords, shareWords, shortDigest } from '../show/gate-words.ts'
import { showInstant } from '../show/times.ts'
import { counted } from '../show/words.ts'
import type { Text } from '../terminal/text.ts'
import { styled } from '../terminal/text.ts'
import type { JsonOption } from '../tree/options.ts'

/** From so many receipts on it is said that they are being worked through. */
const MANY_RECEIPTS = 5_000
/** Of receipts that do not fit, so many are named. */
const NAMED_MAX = 20

/** Needs nothing but the files. */
export async function recompute(session: Session, files: readonly string[], { json }: JsonOption): Promise<Outcome> {
  const read = await readReceiptFiles(session, files)
  if (!read.ok) return read
  const { receipts, lines } = read.value
  if (receipts >= MANY_RECEIPTS) session.screen.progress(`Working out what ${counted(receipts, 'receipt')} show …`)
  const found = recomputeGates(
    lines.flatMap((line) => readGateLine(line) ?? []),
    signatureCheck.sha256,
  )
  if (json) session.screen.json('recomputed-gates', viewOf(read.value, found))
  else await tell(session, read.value, found)
  return ok(found.gates.every(({ differing }) => differing.length === 0) ? EXIT.ok : EXIT.invalid)
}

function viewOf({ receipts, runs }: ReceiptFiles, { gates, leftOut }: RecomputedGates) {
  const views = gates.map(({ line, certificates, ...gate }) => ({
    ...line,
    ...gate,
    certificates: certificates.map(certificateView),
  }))
  return { receipts, runs, gates: views, leftOut }
}

/** The part in `certificate` is what its digest is over, together with the line. */
function certificateView({ certificate, issuedAt, ...rest }: RecomputedCertificate) {
  return { certificate: { ...certificate, since: isoTime(certificate.since) }, ...rest, issuedAt: isoTime(issuedAt) }
}

async function tell(session: Session, files: ReceiptFiles, { gates, leftOut }: RecomputedGates): Promise<void> {
  const { screen, io } = session
  tellVerified(session, files)
  if (gates.length === 0) screen.note(leftOut.length === 0 ? NO_PROMISE : 'Nothing in it can be worked out.')
  else await screen.table({ head: HEAD, rows: gates.flatMap((gate) => rowsOf(gate, io.timeZone)) })
  screen.print(...gates.flatMap(differingLines))
  if (leftOut.length > 0) screen.note(leftOutWords(leftOut))
}

const NO_PROMISE = 'No gate in it promises anything, so there is no certificate to work out.'
const HEAD = ['WorkChart', 'stage', 'kind', 'promise', 'limit', 'wrong', 'by', 'since', 'certificate', 'receipts']

function rowsOf(gate: RecomputedGate, timeZone: string): readonly (readonly Text[])[] {
  const { line, target, certificates, answers } = gate
  const whose = [line.workflow, line.stage, line.segment ?? 'all', promiseWords(target)]
  if (certificates.length === 0) return [[...whose, 'none', '', '', '', 'none yet', `${counted(answers, 'answer')}`]]
  return certificates.map((each) => [...whose, ...cellsOf(each, timeZone)])
}

function cellsOf({ certificate, digest, namedBy }: RecomputedCertificate, timeZone: string): readonly Text[] {
  const { limit, wrong, of, method, since } = certificate
  const same = namedBy === 0 ? styled('faint', 'on none') : styled('good', `same on ${namedBy.toLocaleString('en-US')}`)
  const found = `${wrong} of ${of}`
  return [
    shareWords(limit),
    found,
    METHOD_WORDS[method],
    showInstant(isoTime(since), timeZone),
    shortDigest(digest),
    same,
  ]
}

function differingLines({ line, differing }: RecomputedGate): readonly Text[] {
  const named = differing.slice(0, NAMED_MAX).map(({ run, number, certificate }): Text => {
    const what = certificate === null ? 'names none' : `names ${shortDigest(certificate)}`
    return [
      styled('bad', 'differs'),
      `: receipt ${number} of run ${run} (${line.stage}) ${what}, which is not what the answers before it give.`,
    ]
  })
  const more = differing.length - named.length
  return more > 0
    ? [...named, [styled('bad', 'differs'), `: ${counted(more, 'receipt')} more of ${line.stage}.`]]
    : named
}

function leftOutWords(leftOut: RecomputedGates['leftOut']): string {
  const places = leftOut.slice(0, NAMED_MAX).map(({ run, number }) => `${number} of run ${run}`)
  const more = leftOut.length > NAMED_MAX ? ` and ${leftOut.length - NAMED_MAX} more` : ''
  return `Left out, because their run has not ended or nobody can tell what they say: receipt ${places.join(', ')}${more}.`
}
