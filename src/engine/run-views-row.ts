import type { ActorId } from '../core/run/ids.ts'
import type { SavedView } from '../core/run/saved-views.ts'

/** The lists of runs that somebody comes back to (`run_views`). */
export interface RunViewsRow {
  readonly person: ActorId
  /** From 1; rises with every change. */
  readonly revision: number
  /** In the order in which they were saved. */
  readonly views: readonly SavedView[]
}

export interface RunViewsReader {
  readonly findRunViews: (person: ActorId) => Promise<RunViewsRow | undefined>
}
