/** Which tasks the inbox lists; it is the search part of the address. */
export interface TaskSearch {
  /** Absent: what is for the reader. */
  readonly show?: 'all' | 'answered'
}

export function readTaskSearch(search: Record<string, unknown>): TaskSearch {
  const { show } = search
  return show === 'answered' || show === 'all' ? { show } : {}
}
