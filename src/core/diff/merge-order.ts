import { canonicalJson } from '../basics/json.ts'
import { known } from '../basics/known.ts'
import { orderChange } from './compare.ts'
import type { Merge } from './conflict.ts'
import { sideToTake } from './conflict.ts'
import type { ThreeWay } from './three-way.ts'
import { mapThree } from './three-way.ts'

/**
 * What stays of a list: what all know stands as the one who moved it has it, and what is new follows what it followed. It
 * is the same whoever is called mine; two new orders of the same are a matter of choice.
 */
export function inMergedOrder<V>(
  merge: Merge,
  lists: ThreeWay<ReadonlyMap<string, unknown>>,
  { kept, name }: { readonly kept: ReadonlyMap<string, V>; readonly name: 'stages' | 'triggers' },
): readonly (readonly [string, V])[] {
  const { base, mine, theirs } = lists
  const isCommon = (id: string) => kept.has(id) && base.has(id) && mine.has(id) && theirs.has(id)
  const spines = mapThree(lists, (list) => [...list.keys()].filter(isCommon))
  const side = sideToTake(merge, spines, {
    key: `order ${name}`,
    isSame: (left, right) => left.every((id, index) => id === right[index]),
    changes: (before, after) => orderChange(asMap(before), asMap(after), name),
  })
  const runs = [mine, theirs].map((list) => runsIn([...list.keys()], isCommon))
  const ordered = [START, ...spines[side]].flatMap((anchor) => [
    anchor,
    ...together(runs.map((run) => known(run.get(anchor)))),
  ])
  return [...new Set(ordered)].filter((id) => kept.has(id)).map((id) => [id, known(kept.get(id))])
}

/** The place before everything: no item is called so. */
const START = ''

function asMap(ids: readonly string[]): ReadonlyMap<string, unknown> {
  return new Map(ids.map((id) => [id, id]))
}

/** What is not common, by the nearest common one before it. */
function runsIn(ids: readonly string[], isCommon: (id: string) => boolean): ReadonlyMap<string, readonly string[]> {
  const runs = new Map<string, string[]>([[START, []]])
  let anchor = START
  for (const id of ids) {
    if (isCommon(id)) anchor = id
    runs.set(anchor, [...(runs.get(anchor) ?? []), ...(isCommon(id) ? [] : [id])])
  }
  return runs
}

/** Runs at one place: which comes first follows from their ids alone. */
function together(runs: readonly (readonly string[])[]): readonly string[] {
  return runs.toSorted((left, right) => (canonicalJson(left) < canonicalJson(right) ? -1 : 1)).flat()
}
