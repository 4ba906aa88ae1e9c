import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import type { RunStatus } from './run.ts'
import type { RunCause } from './run-event.ts'

/** A list of runs that somebody comes back to: what it is narrowed to, under a name. */
export interface SavedView {
  readonly id: string
  readonly name: string
  readonly filter: ViewFilter
}

/** What a list of runs is narrowed to, as it is asked for; what is absent narrows nothing down. */
export interface ViewFilter {
  readonly workflow?: string | undefined
  readonly status?: readonly RunStatus[] | undefined
  readonly search?: string | undefined
  readonly version?: number | undefined
  readonly startedBy?: string | undefined
  readonly cause?: RunCause['type'] | undefined
  readonly trigger?: string | undefined
  readonly days?: number | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly tookMinutes?: number | undefined
  readonly failedStage?: string | undefined
  readonly waits?: 'for-person' | 'overdue' | undefined
}

/** Somebody keeps so many: more is no choice any more, it is a search. */
export const VIEWS_MAX = 50
/** A name has to fit a line of a list. */
export const VIEW_NAME_CHARACTERS_MAX = 60

export type ViewProblem =
  | { readonly code: 'view-name-invalid' }
  | { readonly code: 'view-exists'; readonly name: string }
  | { readonly code: 'view-unknown'; readonly id: string }
  | { readonly code: 'views-full' }

type Views = Result<readonly SavedView[], ViewProblem>

/** With one more. One whose id is there already changes nothing: it was asked for twice. */
export function withView(views: readonly SavedView[], view: SavedView): Views {
  if (views.some(({ id }) => id === view.id)) return ok(views)
  if (views.length >= VIEWS_MAX) return err({ code: 'views-full' })
  return named(views, view, (whole) => [...views, whole])
}

/** With another name or another filter for one that is there. */
export function withChangedView(views: readonly SavedView[], view: SavedView): Views {
  const others = views.filter(({ id }) => id !== view.id)
  if (others.length === views.length) return err({ code: 'view-unknown', id: view.id })
  return named(others, view, (whole) => views.map((each) => (each.id === view.id ? whole : each)))
}

export function withoutView(views: readonly SavedView[], id: string): Views {
  const left = views.filter((each) => each.id !== id)
  return left.length === views.length ? err({ code: 'view-unknown', id }) : ok(left)
}

/** Nobody tells two of the same name apart, in whichever case they are written. */
function named(others: readonly SavedView[], view: SavedView, place: (view: SavedView) => readonly SavedView[]): Views {
  const name = view.name.trim()
  if (name === '' || name.length > VIEW_NAME_CHARACTERS_MAX) return err({ code: 'view-name-invalid' })
  if (others.some((other) => isSameName(other.name, name))) return err({ code: 'view-exists', name })
  return ok(place({ ...view, name }))
}

function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
