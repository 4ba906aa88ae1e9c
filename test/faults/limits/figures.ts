/** The value that the given share (0 to 1) of the numbers does not exceed; NaN where there are none. */
export function quantile(numbers: readonly number[], share: number): number {
  const ordered = numbers.toSorted((left, right) => left - right)
  return ordered[Math.min(ordered.length - 1, Math.floor(ordered.length * share))] ?? Number.NaN
}

export function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5)
}

/** The time between each of these and the one before. */
export function gaps(times: readonly number[]): readonly number[] {
  return times.slice(1).map((time, index) => time - (times[index] ?? time))
}

/** Enough digits to compare, few enough to read. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3))
}
