import { expect, it } from 'vitest'
import { proveReceipts } from './prove-receipts.ts'

it('[RC22] every bit, line, pair and end of a small export', async () => {
  const { violations, faults, n } = await proveReceipts({ n: 4, seed: 1 })
  expect(violations).toEqual([])
  expect(faults['receipts that were written anew']).toBe(n)
  expect(faults['bits that flipped']).toBeGreaterThan(25_000)
}, 60_000)
