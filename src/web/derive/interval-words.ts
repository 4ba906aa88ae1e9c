import { counted, countWords } from './number-words.ts'

/** A share of something as it is measured: how many of how many, and between what it is with 95 %. */
export interface Measured {
  /** 0 to 1. */
  readonly share: number
  readonly low: number
  readonly high: number
  readonly n: number
}

/** Above this many, a tenth of a per cent says something. */
const TENTHS_FROM = 100

/** `97.1 %`, `74 %`; of few in whole per cent. All of them, and none of them, is said only where it is so. */
export function shareWords({ share, n }: Pick<Measured, 'share' | 'n'>): string {
  return `${shareNumber({ share, n })} %`
}

function shareNumber({ share, n }: Pick<Measured, 'share' | 'n'>): string {
  const digits = n < TENTHS_FROM ? 0 : 1
  const step = 10 ** -digits
  const rounded = Number((share * 100).toFixed(digits))
  if (share < 1 && rounded >= 100) return (100 - step).toFixed(digits)
  if (share > 0 && rounded === 0) return step.toFixed(digits)
  return Number.isInteger(rounded) ? String(rounded) : rounded.toFixed(digits)
}

/** `92.8 to 98.9 %`: rounded outwards, so that it never looks surer than it is. */
export function intervalWords({ low, high, n }: Measured): string {
  const digits = n < TENTHS_FROM ? 0 : 1
  const factor = 10 ** digits
  const down = Math.floor(low * 100 * factor + ROUNDING) / factor
  const up = Math.ceil(high * 100 * factor - ROUNDING) / factor
  return `${down} to ${up} %`
}

/** Makes up for binary fractions, such as 0.29 * 100 = 28.999999999999996. */
const ROUNDING = 1e-9

/** `92.8 to 98.9 % · n = 138 tasks`. `thing`: what is counted, one of it. */
export function behindWords(measured: Measured | null, thing = ''): string {
  if (measured === null) return 'n = 0'
  const { n } = measured
  return `${intervalWords(measured)} · n = ${thing === '' ? countWords(n) : counted(n, thing)}`
}
