import type { Choices, Side, ThreeWay } from './three-way.ts'
import { sideThatChanged } from './three-way.ts'
import type { WorkflowChange } from './workflow-change.ts'

/** Something that both have changed, and not to the same. A person chooses. */
export interface Conflict {
  /** To choose by. */
  readonly key: string
  readonly mine: readonly WorkflowChange[]
  readonly theirs: readonly WorkflowChange[]
}

/** What was chosen; and, as the merge goes on, what there is to choose. */
export interface Merge {
  readonly choices: Choices
  readonly conflicts: Conflict[]
}

export interface Comparison<T> {
  readonly key: string
  readonly isSame: (left: T, right: T) => boolean
  readonly changes: (before: T, after: T) => readonly WorkflowChange[]
}

/** The side whose value counts. Where both have changed it and nothing is chosen yet, it is mine. */
export function sideToTake<T>(merge: Merge, three: ThreeWay<T>, { key, isSame, changes }: Comparison<T>): Side {
  const side = sideThatChanged(three, isSame)
  if (side !== 'both') return side
  const { base, mine, theirs } = three
  merge.conflicts.push({ key, mine: changes(base, mine), theirs: changes(base, theirs) })
  return merge.choices.get(key) ?? 'mine'
}
