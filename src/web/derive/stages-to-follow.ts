import type { BuilderStage } from './builder-view.ts'
import { itemsFor } from './palette-items.ts'

/** More can not be looked over, and would take long to draw with every edit. */
export const FOLLOWED_SHOWN_MAX = 50

type Named = Pick<BuilderStage, 'id' | 'name'>

/** The stages that one may come after: those it does come after, and of the others those that are found by their name. */
export function stagesToFollow(
  stages: readonly Named[],
  { id, dependsOn }: Pick<BuilderStage, 'id' | 'dependsOn'>,
  looked: string,
): readonly Named[] {
  const [before, others] = [new Set(dependsOn), stages.filter((stage) => stage.id !== id)]
  if (others.length <= FOLLOWED_SHOWN_MAX) return others
  const found = itemsFor(
    others.filter((stage) => !before.has(stage.id)).map((stage) => ({ ...stage, words: stage.name })),
    looked,
  )
  const shown = new Set(found.map((stage) => stage.id))
  return others.filter((stage) => before.has(stage.id) || shown.has(stage.id))
}
