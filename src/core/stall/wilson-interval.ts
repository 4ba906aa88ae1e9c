/** From 0 to 1. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/** Of the normal distribution, two-sided 95 %. */
const Z = 1.959963984540054

/** The 95 % score interval of a share `count / of` (Wilson 1927); null: `of` is 0, so nothing is known. */
export function wilsonInterval(count: number, of: number): Interval | null {
  if (of === 0) return null
  const share = count / of
  const z2 = Z * Z
  const middle = share + z2 / (2 * of)
  const reach = Z * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of * of))
  const scale = 1 + z2 / of
  return { low: Math.max(0, (middle - reach) / scale), high: Math.min(1, (middle + reach) / scale) }
}
