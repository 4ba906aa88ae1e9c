import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sha256Hex } from '../../../src/core/basics/sha256.ts'

function expected(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

it('[TA17] is what the platform makes of the same text', () => {
  const anyText = fc.string({ unit: 'binary', maxLength: 300 })
  const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 })
  fc.assert(
    fc.property(
      fc.oneof(
        anyText,
        units.map((codes) => String.fromCharCode(...codes)),
      ),
      (text) => {
        expect(sha256Hex(text)).toBe(expected(text))
      },
    ),
    { numRuns: 500 },
  )
})

it('[TA17] at every length around a block, and of long text', () => {
  for (let length = 0; length < 200; length += 1)
    expect(sha256Hex('x'.repeat(length))).toBe(expected('x'.repeat(length)))
  expect(sha256Hex('€'.repeat(100_000))).toBe(expected('€'.repeat(100_000)))
})
