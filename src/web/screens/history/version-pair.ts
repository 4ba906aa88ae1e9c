/** Which two versions are compared. What the address does not say follows from the list. */
export interface VersionPair {
  readonly from?: number
  readonly to?: number
}

/** What the address says; anything that is no number of a version is left out. */
export function readVersionPair(search: Record<string, unknown>): VersionPair {
  const { from, to } = search
  return { ...(isNumber(from) ? { from } : {}), ...(isNumber(to) ? { to } : {}) }
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0
}
