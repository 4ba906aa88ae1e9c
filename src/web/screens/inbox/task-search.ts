/** Which tasks the inbox lists; it is the search part of the address. */
export interface TaskSearch {
  readonly show?: 'answered'
}

export function readTaskSearch(search: Record<string, unknown>): TaskSearch {
  return search['show'] === 'answered' ? { show: 'answered' } : {}
}
