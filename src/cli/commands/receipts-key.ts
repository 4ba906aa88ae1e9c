import { receiptKey } from '../../api/contract/receipts.ts'
import { ok } from '../../core/basics/result.ts'
import { groupedFingerprint } from '../../core/receipt/checkpoint.ts'
import { EXIT } from '../exit-code.ts'
import type { Connected, Outcome } from '../session.ts'
import { showInstant } from '../show/times.ts'
import { counted } from '../show/words.ts'
import type { JsonOption } from '../tree/options.ts'

export async function showReceiptKey({ api, screen, io }: Connected, { json }: JsonOption): Promise<Outcome> {
  const told = await api.get('/receipts/key', receiptKey)
  if (!told.ok) return told
  const { fingerprint, signedAt, signed, notSigned } = told.value
  if (json) screen.json('receipt-key', told.value)
  else if (fingerprint === null)
    screen.note('Nothing was signed yet. Receipts are signed within a minute, and when the program stops.')
  else screen.print([groupedFingerprint(fingerprint)])
  if (signedAt !== null)
    screen.note(
      `${counted(signed, 'receipt')} signed up to ${showInstant(signedAt, io.timeZone)}, ${notSigned.toLocaleString('en-US')} not yet. Keep the fingerprint apart from exports: it is what proves whose they are.`,
    )
  return ok(EXIT.ok)
}
