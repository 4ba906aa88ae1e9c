import type { Result } from '../core/basics/result.ts'
import { err, ok } from '../core/basics/result.ts'
import type { ActorId } from '../core/run/ids.ts'
import type { SavedView, ViewProblem } from '../core/run/saved-views.ts'
import { withChangedView, withoutView, withView } from '../core/run/saved-views.ts'
import type { Engine } from './engine.ts'
import { createInOrder } from './in-order.ts'
import type { RunViewProblem, RunViews } from './run-views.ts'
import type { RunViewsReader } from './run-views-row.ts'

export interface RunViewsParts {
  readonly reader: RunViewsReader
  readonly engine: Pick<Engine, 'write'>
}

type Change = (views: readonly SavedView[]) => Result<readonly SavedView[], ViewProblem>

export function createRunViews(parts: RunViewsParts): RunViews {
  // What is changed is decided on all that are there.
  const inTurn = createInOrder()
  const change = (person: ActorId, how: Change) => inTurn(() => changeViews(parts, person, how))
  return {
    listOf: async (person) => (await parts.reader.findRunViews(person))?.views ?? [],
    save: async (person, view) => one(await change(person, (views) => withView(views, view)), view),
    change: async (person, view) => one(await change(person, (views) => withChangedView(views, view)), view),
    remove: (person, id) => change(person, (views) => withoutView(views, id)),
  }
}

type Changed = Result<readonly SavedView[], RunViewProblem>

async function changeViews({ reader, engine }: RunViewsParts, person: ActorId, how: Change): Promise<Changed> {
  const before = await reader.findRunViews(person)
  const changed = how(before?.views ?? [])
  if (!changed.ok || changed.value === before?.views) return changed
  const row = { person, revision: (before?.revision ?? 0) + 1, views: changed.value }
  return (await engine.write({ runViews: row })) === 'stale' ? err({ code: 'views-changed' }) : changed
}

/** As it is kept now. */
function one(changed: Changed, asked: SavedView): Result<SavedView, RunViewProblem> {
  if (!changed.ok) return changed
  return ok(changed.value.find(({ id }) => id === asked.id) ?? asked)
}
