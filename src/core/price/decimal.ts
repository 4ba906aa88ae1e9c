import type { Brand } from '../basics/brand.ts'
import { known } from '../basics/known.ts'

/** A price in digits, not negative, without an exponent: `0.075`. A binary fraction would not be exact. */
export type Decimal = Brand<string, 'Decimal'>

/** Digits behind the point: more than any price for a million tokens has. */
const SCALE = 12
/** Digits of a number that count: those behind are the noise of binary fractions. */
const PRECISION = 12
const FORM = /^\d{1,9}(?:\.\d{1,12})?$/
const MILLION_PLACES = 6

/** The price that is written there; undefined: none. Of a number, the digits it is written with. */
export function toDecimal(value: unknown): Decimal | undefined {
  if (typeof value === 'number') return fromNumber(value, 0)
  return typeof value === 'string' && FORM.test(value) ? decimal(trimmed(value)) : undefined
}

/** A price for one token as a price for a million, moved digit by digit. */
export function perMillion(perToken: unknown): Decimal | undefined {
  return typeof perToken === 'number' ? fromNumber(perToken, MILLION_PLACES) : undefined
}

/** In whole units of 10^-12. */
export function toUnits(price: Decimal): bigint {
  const [whole, fraction = ''] = price.split('.')
  return BigInt(known(whole) + fraction.padEnd(SCALE, '0'))
}

/** How many of those units are one. */
export const UNITS = 10n ** BigInt(SCALE)

/** The point moved to the right by so many places. */
function fromNumber(value: number, places: number): Decimal | undefined {
  if (!Number.isFinite(value) || value < 0) return undefined
  const [mantissa, exponent] = value.toExponential(PRECISION - 1).split('e')
  const digits = known(mantissa).replace('.', '')
  const point = Number(exponent) + 1 + places
  const padded = `${'0'.repeat(Math.max(0, 1 - point))}${digits}`.padEnd(point, '0')
  const at = Math.max(1, point)
  const text = trimmed(`${padded.slice(0, at)}.${padded.slice(at)}`)
  return FORM.test(text) ? decimal(text) : undefined
}

/** Without zeros that say nothing. */
function trimmed(text: string): string {
  const short = text.includes('.') ? text.replace(/\.?0+$/, '') : text
  return short.replace(/^0+(?=\d)/, '')
}

function decimal(text: string): Decimal {
  return text as Decimal
}
