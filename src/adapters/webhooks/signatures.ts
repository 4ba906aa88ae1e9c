import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { SECRET_BYTES, SECRET_PREFIX, WEBHOOK_ID_BYTES } from '../../core/webhook/secret.ts'
import type { SignedBytes, WebhookSignatures } from '../../engine/webhook-row.ts'

/** Addresses, secrets and signatures of Standard Webhooks, version 1. */
export const webhookSignatures: WebhookSignatures = {
  newId,
  newSecret: () => `${SECRET_PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`,
  isSigned,
  sign: (signed, secret) => digestOf(signed, secret).toString('base64'),
}

/** Typed on a command line, one that begins with a dash would be taken for an option. */
function newId(): string {
  const id = randomBytes(WEBHOOK_ID_BYTES).toString('base64url')
  return id.startsWith('-') ? newId() : id
}

/** All signatures are compared with all secrets, each in constant time: how long it takes tells nothing of either. */
function isSigned({ prefix, body, signatures }: SignedBytes, secrets: readonly string[]): boolean {
  const given = signatures.map((signature) => Buffer.from(signature, 'base64'))
  return secrets
    .map((secret) => digestOf({ prefix, body }, secret))
    .flatMap((wanted) => given.map((signature) => isSame(signature, wanted)))
    .includes(true)
}

function digestOf({ prefix, body }: Omit<SignedBytes, 'signatures'>, secret: string): Buffer {
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64')
  return createHmac('sha256', key).update(prefix).update(body).digest()
}

function isSame(signature: Buffer, wanted: Buffer): boolean {
  return signature.length === wanted.length && timingSafeEqual(signature, wanted)
}
