import type { Result } from '../../core/basics/result.ts'
import type { SignatureCheck } from '../../core/receipt/checkpoint.ts'
import type { Tampering } from '../../core/receipt/follow-lines.ts'
import type { Verified } from '../../core/receipt/verify-export.ts'
import type { CheckpointReader } from '../../engine/checkpoint-reader.ts'
import type { ReceiptCheck, ReceiptKey } from '../contract/receipts.ts'
import { isoOrNull } from './instants.ts'

/** `fingerprint`: of the key that whoever asks knows of; undefined: they named none. */
export function receiptCheckView(verified: Result<Verified, Tampering>, fingerprint: string | undefined): ReceiptCheck {
  if (!verified.ok)
    return {
      ...{ verifies: false, receipts: 0, runs: 0, signed: null, notSigned: 0, keyFits: null },
      tampering: verified.error,
    }
  const { receipts, runs, signed } = verified.value
  return {
    ...{ verifies: true, receipts, runs, signed },
    notSigned: receipts - (signed?.receipts ?? 0),
    keyFits: fingerprint === undefined ? null : signed?.fingerprint === fingerprint,
    tampering: null,
  }
}

export async function receiptKeyView(
  reader: CheckpointReader,
  { fingerprint }: Pick<SignatureCheck, 'fingerprint'>,
): Promise<ReceiptKey> {
  const key = await reader.findReceiptKey()
  const latest = await reader.latestCheckpoint()
  const signed = latest?.receipts ?? 0
  return {
    fingerprint: key === undefined ? null : fingerprint(key.publicKey),
    publicKey: key?.publicKey ?? null,
    signedAt: isoOrNull(latest?.at ?? null),
    signed,
    notSigned: (await reader.countReceipts()) - signed,
  }
}
