import { describe, expect, it } from 'vitest'
import { webhookSignatures } from '../../../src/adapters/webhooks/signatures.ts'
import { signDelivery } from '../../support/sign-delivery.ts'

const { newId, newSecret, isSigned, sign } = webhookSignatures

describe('webhookSignatures', () => {
  it('[WH7] makes addresses of 128 bits and secrets of 256, each its own', () => {
    for (let made = 0; made < 2_000; made += 1) expect(newId()).toMatch(/^\w[\w-]{21}$/)
    expect(newSecret()).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(new Set(Array.from({ length: 100 }, newId)).size).toBe(100)
    expect(newSecret()).not.toBe(newSecret())
  })

  it('[WH6][WH8] knows what another program has signed, and the example of the specification', async () => {
    const secret = newSecret()
    const order = { id: 'msg_1', timestamp: '1792486800', body: '{"name":"Zo\u00eb \u{1f600}"}' }
    const { signature } = await signDelivery(secret, order)
    const signed = { prefix: 'msg_1.1792486800.', body: Buffer.from(order.body), signatures: [signature.slice(3)] }
    expect(sign(signed, secret)).toBe(signature.slice(3))
    expect(isSigned(signed, [secret])).toBe(true)
    expect(isSigned(signed, [newSecret(), secret])).toBe(true)
    expect(isSigned(signed, [newSecret()])).toBe(false)
    expect(isSigned(signed, [])).toBe(false)
    expect(isSigned({ ...signed, prefix: 'msg_2.1792486800.' }, [secret])).toBe(false)
    expect(isSigned({ ...signed, body: Buffer.from(`${order.body} `) }, [secret])).toBe(false)
    expect(isSigned({ ...signed, signatures: ['AAAA', ...signed.signatures] }, [secret])).toBe(true)
    expect(isSigned({ ...signed, signatures: ['AAAA'] }, [secret])).toBe(false)
  })

  it('[WH6] gives what the specification computes for its own example', () => {
    const signed = {
      prefix: 'msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.',
      body: Buffer.from('{"test": 2432232314}'),
      signatures: ['g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='],
    }
    expect(isSigned(signed, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])).toBe(true)
  })
})
