import { expect, it } from 'vitest'
import { isFitPassword } from '../../../src/core/people/password.ts'

it.each([
  [11, false],
  [12, true],
  [128, true],
  [129, false],
])('[SI3] a password of %i characters fits: %s', (length, fits) => {
  expect(isFitPassword('x'.repeat(length))).toBe(fits)
})
