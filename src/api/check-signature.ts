import { createPublicKey, hash, verify } from 'node:crypto'
import type { SignatureCheck } from '../core/receipt/checkpoint.ts'

/** Checks signatures of receipts with what Node brings along. */
export const signatureCheck: SignatureCheck = {
  sha256: (text) => hash('sha256', text),
  fingerprint: (key) => hash('sha256', Buffer.from(key, 'hex')),
  verify: ({ text, key, signature }) => {
    const publicKey = readKey(key)
    return publicKey !== undefined && verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'hex'))
  },
}

/** Undefined: no Ed25519 key. */
function readKey(key: string): ReturnType<typeof createPublicKey> | undefined {
  try {
    const read = createPublicKey({ key: Buffer.from(key, 'hex'), format: 'der', type: 'spki' })
    return read.asymmetricKeyType === 'ed25519' ? read : undefined
  } catch {
    return undefined
  }
}
