import { describe, expect, it } from 'vitest'
import { timestamp } from '../../../src/core/basics/timestamp.ts'
import type { DeliveryHeaders } from '../../../src/core/webhook/read-delivery.ts'
import { readDelivery } from '../../../src/core/webhook/read-delivery.ts'

const NOW = timestamp(1_792_486_800_000)
const SIGNATURE = 'K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4='
const GOOD: DeliveryHeaders = { id: 'msg_2KWPBg', timestamp: '1792486800', signature: `v1,${SIGNATURE}` }

function refused(headers: Partial<DeliveryHeaders>): string {
  const read = readDelivery({ ...GOOD, ...headers }, NOW)
  return read.ok ? '' : read.error
}

describe('readDelivery', () => {
  it('[WH6] gives what is signed in front of the body', () => {
    expect(readDelivery(GOOD, NOW)).toEqual({
      ok: true,
      value: { id: 'msg_2KWPBg', sentAt: NOW, prefix: 'msg_2KWPBg.1792486800.', signatures: [SIGNATURE] },
    })
  })

  it.each([undefined, '', 'a.b', 'a b', 'a, a', 'ä', 'a\n', 'a'.repeat(129)])('[WH1][WH5] takes no id %j', (id) => {
    expect(refused({ id })).toMatch(/^`webhook-id` .*\. Send /)
    expect(refused({ id: 'a'.repeat(128) })).toBe('')
  })

  it.each([
    undefined,
    '',
    '+1792486800',
    ' 1792486800',
    '1792486800 ',
    '01792486800',
    '1792486800.0',
    '1.7924868e9',
    '0x6ad6',
    '１７９２４８６８００',
    '1792486800, 1792486800',
    '9'.repeat(13),
  ])('[WH2][WH5] takes no timestamp %j', (seconds) => {
    expect(refused({ timestamp: seconds })).toMatch(/^`webhook-timestamp` is missing or not a time\. Send /)
  })

  it('[WH2] takes five minutes to both sides, and not a second more', () => {
    for (const [seconds, isTaken] of [
      [300, true],
      [-300, true],
      [301, false],
      [-301, false],
    ] as const) {
      const answer = refused({ timestamp: String(1_792_486_800 + seconds) })
      expect(answer === '').toBe(isTaken)
      if (!isTaken) expect(answer).toContain('more than five minutes from now. Sign ')
    }
    expect(refused({ timestamp: '0' })).toContain('more than five minutes')
  })

  it('[WH3] takes several signatures, and passes over other versions', () => {
    const other = `${'A'.repeat(43)}=`
    const read = readDelivery({ ...GOOD, signature: `v2,abc v1,${SIGNATURE} v1a,x_- v1,${other}` }, NOW)
    expect(read).toMatchObject({ ok: true, value: { signatures: [SIGNATURE, other] } })
  })

  it.each([
    undefined,
    '',
    SIGNATURE,
    `v1 ${SIGNATURE}`,
    `v1,${SIGNATURE} `,
    ` v1,${SIGNATURE}`,
    `v1,${SIGNATURE}  v1,${SIGNATURE}`,
    `v1,${SIGNATURE}, v1,${SIGNATURE}`,
    `V1,${SIGNATURE}`,
    `v01,${SIGNATURE}`,
    `v1,${SIGNATURE.slice(0, -1)}`,
    `v1,${SIGNATURE}=`,
    `v1,${SIGNATURE.replace('/', '_')}`,
    `v1,${SIGNATURE.replace('4=', '5=')}`,
    `v1,${SIGNATURE.slice(4)}`,
    'v2,abc',
    `v1,${SIGNATURE} nonsense`,
  ])('[WH3][WH5] takes no signatures %j', (signature) => {
    expect(refused({ signature })).toMatch(/^`webhook-signature` .*\. Send /)
  })

  it('[WH4] looks at eight and no more', () => {
    const list = (count: number) => Array.from({ length: count }, () => `v1,${SIGNATURE}`).join(' ')
    expect(refused({ signature: list(8) })).toBe('')
    expect(refused({ signature: list(9) })).not.toBe('')
  })
})
