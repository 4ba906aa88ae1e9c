import type { Clock } from '../../engine/ports.ts'

/** Keys beyond this are forgotten, the oldest first. */
const KEYS_MAX = 200

/** `make`, asked again only when its last answer for the key is older than `freshMs` says of it. A failure is not remembered. */
export function rememberFor<Source, Made>(
  clock: Clock,
  freshMs: (made: Made) => number,
  make: (source: Source) => Promise<Made>,
): (key: string, source: Source) => Promise<Made> {
  const known = new Map<string, { readonly made: Promise<Made>; until: number }>()
  return (key, source) => {
    const last = known.get(key)
    if (last !== undefined && clock.now() < last.until) return last.made
    const entry = { made: make(source), until: Number.POSITIVE_INFINITY }
    const expire = (made: Made): void => {
      entry.until = clock.now() + freshMs(made)
    }
    entry.made.then(expire, () => known.delete(key))
    known.delete(key)
    known.set(key, entry)
    for (const oldest of known.keys()) if (known.size > KEYS_MAX) known.delete(oldest)
    return entry.made
  }
}
