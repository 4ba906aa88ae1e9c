import type { BuilderStage, Card } from './builder-view.ts'
import { kindOfRef } from './builder-view.ts'

/** What a stage is seen by when it is small: who does it, or that something is wrong with it. */
export type StageHue = 'machine' | 'person' | 'exact' | 'broken'

export function hueOf({ errors, primary }: BuilderStage, cards: readonly Card[]): StageHue {
  if (errors > 0) return 'broken'
  switch (kindOfRef(cards, primary)) {
    case 'ai':
      return 'machine'
    case 'exact':
      return 'exact'
    case 'person':
    case 'unavailable':
      return 'person'
  }
}
