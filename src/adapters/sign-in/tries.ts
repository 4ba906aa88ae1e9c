import type { Timestamp } from '../../core/basics/timestamp.ts'
import { addMs } from '../../core/basics/timestamp.ts'

/** Names that are counted at once; the oldest gives way. */
const NAMES_MAX = 10_000

export interface TriesBound {
  readonly max: number
  readonly withinMs: number
}

/** Counts what somebody tries. Lives in memory: a restart begins anew. */
export interface Tries {
  /** Counts one more; where it is one too many, when the next one is heard. */
  readonly take: (name: string, now: Timestamp) => Timestamp | undefined
  /** They were right: what they tried before does not count. */
  readonly forget: (name: string) => void
}

interface Count {
  readonly tries: number
  readonly until: Timestamp
}

export function createTries({ max, withinMs }: TriesBound): Tries {
  const counts = new Map<string, Count>()
  return {
    take: (name, now) => {
      const known = counts.get(name)
      const before = known !== undefined && now < known.until ? known : { tries: 0, until: addMs(now, withinMs) }
      if (before.tries >= max) return before.until
      remember(counts, name, { ...before, tries: before.tries + 1 })
      return undefined
    },
    forget: (name) => void counts.delete(name),
  }
}

function remember(counts: Map<string, Count>, name: string, count: Count): void {
  counts.delete(name)
  counts.set(name, count)
  const [oldest] = counts.keys()
  if (counts.size > NAMES_MAX && oldest !== undefined) counts.delete(oldest)
}
