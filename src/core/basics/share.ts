/** A share with what it is of and its 95 % interval. Of nothing it is not known: null. */
export interface Share {
  readonly count: number
  readonly of: number
  /** From 0 to 1. */
  readonly share: number | null
  readonly low: number | null
  readonly high: number | null
}

/** The 97.5 % point of the normal distribution: 95 % lie between it and its opposite. */
const Z = 1.959963984540054

/** With Wilson's score interval (E. B. Wilson, 1927), which stays between 0 and 1 and holds for few as well. */
export function shareOf(count: number, of: number): Share {
  if (of === 0) return { count, of, share: null, low: null, high: null }
  const share = count / of
  const weight = 1 + Z ** 2 / of
  const middle = (share + Z ** 2 / (2 * of)) / weight
  const half = (Z * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2))) / weight
  return {
    count,
    of,
    share,
    low: count === 0 ? 0 : Math.max(0, middle - half),
    high: count === of ? 1 : Math.min(1, middle + half),
  }
}
