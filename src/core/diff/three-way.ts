/** Where two have changed the same document: the work of whoever merges, and the other one's. */
export type Side = 'mine' | 'theirs'

/** What was chosen, by the key of the conflict. */
export type Choices = ReadonlyMap<string, Side>

export interface ThreeWay<T> {
  readonly base: T
  readonly mine: T
  readonly theirs: T
}

/** What both together make of it; `both`: they changed it to something different. */
export function sideThatChanged<T>(
  { base, mine, theirs }: ThreeWay<T>,
  isSame: (a: T, b: T) => boolean,
): Side | 'both' {
  if (isSame(mine, theirs) || isSame(base, mine)) return 'theirs'
  return isSame(base, theirs) ? 'mine' : 'both'
}

export function mapThree<T, U>({ base, mine, theirs }: ThreeWay<T>, map: (value: T) => U): ThreeWay<U> {
  return { base: map(base), mine: map(mine), theirs: map(theirs) }
}
