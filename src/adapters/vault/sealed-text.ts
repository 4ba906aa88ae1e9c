import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** AES-256-GCM with a nonce by chance for each text: some hundred secrets are far from the 2^32 where two might meet. */
const CIPHER = 'aes-256-gcm'
export const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16
/** Stands before every sealed text: another way to seal gets another number. */
const FORM = 'wc1'

/** `wc1.<nonce>.<secret and tag>`, both in base64url. The label is not in it, but needed to open it. */
export function sealText(key: Buffer, secret: string, label: string): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(label))
  const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return [FORM, nonce.toString('base64url'), body.toString('base64url')].join('.')
}

/** Undefined: not sealed like this, with this key, under this label. */
export function openText(key: Buffer, sealed: string, label: string): string | undefined {
  const [form, nonceText = '', bodyText = ''] = sealed.split('.')
  const [nonce, body] = [Buffer.from(nonceText, 'base64url'), Buffer.from(bodyText, 'base64url')]
  if (form !== FORM || nonce.length !== NONCE_BYTES || body.length < TAG_BYTES) return undefined
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(label))
  decipher.setAuthTag(body.subarray(-TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(body.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}
