import type { Result } from '../core/basics/result.ts'
import type { ActorId } from '../core/run/ids.ts'
import type { SavedView, ViewProblem } from '../core/run/saved-views.ts'

/** Lists of runs that people come back to. Everybody has their own. */
export interface RunViews {
  readonly listOf: (person: ActorId) => Promise<readonly SavedView[]>
  /** Saves one. The same id saves it once. */
  readonly save: (person: ActorId, view: SavedView) => Promise<Result<SavedView, RunViewProblem>>
  /** Gives one another name or filter. */
  readonly change: (person: ActorId, view: SavedView) => Promise<Result<SavedView, RunViewProblem>>
  /** Gives those that are left. */
  readonly remove: (person: ActorId, id: string) => Promise<Result<readonly SavedView[], RunViewProblem>>
}

/** Why nothing was saved. `views-changed`: another program was first. */
export type RunViewProblem = ViewProblem | { readonly code: 'views-changed' }
