import { createHash } from 'node:crypto'
import type { ReceiptCheck } from '../../api/contract/receipts.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { Tampering, Verified } from '../../core/receipt/export.ts'
import { verifyExport } from '../../core/receipt/export.ts'
import type { CliFailure } from '../cli-failure.ts'
import { EXIT } from '../exit-code.ts'
import { readText } from '../input/read-json.ts'
import type { Outcome, Session } from '../session.ts'
import { counted } from '../show/words.ts'
import { styled } from '../terminal/text.ts'
import type { JsonOption } from '../tree/options.ts'

/** Needs nothing but the file: whoever was handed it can check it. */
export async function verifyReceipts({ io, screen }: Session, file: string, { json }: JsonOption): Promise<Outcome> {
  const text = await readText(io, file)
  if (!text.ok) return text
  const verified = verifyExport(text.value, sha256)
  if (json) {
    screen.json('receipt-check', toCheck(verified))
    return ok(verified.ok ? EXIT.ok : EXIT.invalid)
  }
  if (!verified.ok) return err(tampered(file, verified.error))
  const { receipts, runs } = verified.value
  screen.print([
    styled('good', 'verified'),
    `: ${counted(receipts, 'receipt')} of ${counted(runs, 'run')}. Nothing was changed, left out or put in since the export was made.`,
  ])
  return ok(EXIT.ok)
}

function toCheck(verified: Result<Verified, Tampering>): ReceiptCheck {
  if (verified.ok) return { verifies: true, ...verified.value, tampering: null }
  return { verifies: false, receipts: 0, runs: 0, tampering: verified.error }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function tampered(file: string, { line, message }: Tampering): CliFailure {
  return {
    exit: EXIT.invalid,
    code: 'receipts-changed',
    message: 'These receipts are not what was exported.',
    details: [{ message, pointer: '', place: { file, line, column: 1 } }],
    help: 'Do not rely on this file. Export it again from where the runs are kept.',
  }
}
