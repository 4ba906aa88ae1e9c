import { signatureCheck } from '../../api/check-signature.ts'
import { receiptCheckView } from '../../api/views/receipt-check.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import { groupedFingerprint, readFingerprint } from '../../core/receipt/checkpoint.ts'
import type { Signed, Verified } from '../../core/receipt/verify-export.ts'
import { verifyExport } from '../../core/receipt/verify-export.ts'
import type { CliFailure } from '../cli-failure.ts'
import { usageFailure } from '../cli-failure.ts'
import { EXIT } from '../exit-code.ts'
import { readText } from '../input/read-json.ts'
import { tampered } from '../input/receipt-files.ts'
import type { Outcome, Session } from '../session.ts'
import { showInstant } from '../show/times.ts'
import { counted } from '../show/words.ts'
import { styled } from '../terminal/text.ts'
import type { JsonOption } from '../tree/options.ts'

export interface VerifyOptions extends JsonOption {
  readonly key?: string
}

/** Needs nothing but the file, and the fingerprint of whoever should have signed it. */
export async function verifyReceipts(session: Session, file: string, { json, key }: VerifyOptions): Promise<Outcome> {
  const { io, screen } = session
  const fingerprint = key === undefined ? undefined : readFingerprint(key)
  if (key !== undefined && fingerprint === undefined) return err(notAFingerprint(key))
  const text = await readText(io, file)
  if (!text.ok) return text
  const verified = verifyExport(text.value, signatureCheck)
  if (json) {
    const check = receiptCheckView(verified, fingerprint)
    screen.json('receipt-check', check)
    return ok(check.verifies && check.keyFits !== false ? EXIT.ok : EXIT.invalid)
  }
  if (!verified.ok) return err(tampered(file, verified.error))
  const judged = judgeKey(file, verified.value, fingerprint)
  if (!judged.ok) return judged
  tell(session, verified.value, fingerprint)
  return ok(EXIT.ok)
}

function judgeKey(file: string, { signed }: Verified, fingerprint: string | undefined): Result<undefined, CliFailure> {
  if (fingerprint === undefined || signed?.fingerprint === fingerprint) return ok(undefined)
  return err(signed === null ? notSigned(file) : otherKey(file, signed))
}

function tell({ screen, io }: Session, { receipts, runs, signed }: Verified, fingerprint: string | undefined): void {
  const what = `${counted(receipts, 'receipt')} of ${counted(runs, 'run')}`
  const whole = `${what}. Nothing was changed, left out or put in since the export was made.`
  screen.print([styled('good', 'verified'), `: ${whole}`])
  if (signed === null) {
    screen.note('Nothing in it is signed: who made it is not proved.')
    return
  }
  const until = showInstant(signed.at, io.timeZone)
  if (fingerprint === undefined) screen.note(notCompared(signed))
  else screen.print([styled('good', 'proved'), `: ${proofOf(signed, until)}`])
  const later = receipts - signed.receipts
  if (later > 0) screen.note(`${counted(later, 'receipt')} came after ${until}: not signed yet.`)
}

function notCompared({ fingerprint }: Signed): string {
  return `Who signed it is not proved: name the fingerprint you know with --key. The key in it is ${groupedFingerprint(fingerprint)}.`
}

function proofOf({ receipts, of }: Signed, until: string): string {
  const share = receipts === of ? 'all that there were' : `of ${of.toLocaleString('en-US')} that there were`
  return `${counted(receipts, 'receipt')}, ${share} at ${until}, signed with the key that you named.`
}

function otherKey(file: string, { fingerprint }: Signed): CliFailure {
  return {
    exit: EXIT.invalid,
    code: 'receipts-other-key',
    message: `${file} is signed with another key than the one you named: ${groupedFingerprint(fingerprint)}.`,
    details: [],
    help: 'Do not rely on this file unless you know that key too. `workcharts receipts key` tells the one of a house.',
  }
}

function notSigned(file: string): CliFailure {
  return {
    exit: EXIT.invalid,
    code: 'receipts-not-signed',
    message: `Nothing in ${file} is signed.`,
    details: [],
    help: 'Export it again a minute later: receipts are signed within a minute, and when the program stops.',
  }
}

function notAFingerprint(typed: string): CliFailure {
  return usageFailure(
    'fingerprint-spelling',
    `"${typed}" is not a fingerprint.`,
    'It has 64 digits from 0 to f, as `workcharts receipts key` prints them.',
  )
}
