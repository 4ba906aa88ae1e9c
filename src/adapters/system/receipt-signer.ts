import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'
import type { ReceiptSigner } from '../../engine/ports.ts'

export const systemReceiptSigner: ReceiptSigner = {
  makeKey: () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    return {
      publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('hex'),
      privateKey: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('hex'),
    }
  },
  sign: (text, privateKey) => {
    const key = createPrivateKey({ key: Buffer.from(privateKey, 'hex'), format: 'der', type: 'pkcs8' })
    return sign(null, Buffer.from(text), key).toString('hex')
  },
}
