import type { Random } from '../../test/support/seeded.ts'

/** A whole number from `least` to `most`. */
export function whole(random: Random, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1))
}

/** Hexadecimal digits, as a salt has them. */
export function hex(random: Random, digits: number): string {
  return Array.from({ length: Math.ceil(digits / 8) }, () => eightDigits(random()))
    .join('')
    .slice(0, digits)
}

function eightDigits(share: number): string {
  return Math.floor(share * 2 ** 32)
    .toString(16)
    .padStart(8, '0')
}
