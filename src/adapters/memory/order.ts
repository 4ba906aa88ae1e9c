/** By code units: for the ids and keys of a store, the order in which a database keeps them too. */
export function compareTexts(left: string, right: string): number {
  if (left === right) return 0
  return left < right ? -1 : 1
}

/** Earliest first; null, nothing is due, comes last. */
export function compareTimes(left: number | null, right: number | null): number {
  return (left ?? Number.MAX_SAFE_INTEGER) - (right ?? Number.MAX_SAFE_INTEGER)
}
