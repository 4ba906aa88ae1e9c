/** Fetches what belongs to these runs again; `all`: everything. Resolves when it is there or failed; never rejects. */
export type Refresh = (changed: 'all' | ReadonlySet<string>) => Promise<unknown>

/** Shortest time between two refreshes: at most two a second, however many changes a second arrive. */
export const REFRESH_GAP_MS = 500

export interface Batches {
  readonly add: (changed: 'all' | { readonly run: string }) => void
  readonly stop: () => void
}

/**
 * Collects changes and refreshes for all of them at once. One refresh ends before the next begins, so that a slow
 * answer is never thrown away for a newer one that is just as slow; what arrives meanwhile is in the next.
 */
export function refreshInBatches(refresh: Refresh): Batches {
  let everything = false
  let runs = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined

  const arm = () => {
    timer ??= setTimeout(flush, REFRESH_GAP_MS)
  }
  const flush = async () => {
    const changed = everything ? 'all' : runs
    everything = false
    runs = new Set()
    await refresh(changed)
    timer = undefined
    if (everything || runs.size > 0) arm()
  }
  return {
    add: (changed) => {
      if (changed === 'all') everything = true
      else runs.add(changed.run)
      arm()
    },
    stop: () => clearTimeout(timer),
  }
}
