import type { Effect } from '../../core/workflow/workflow.ts'
import type { IconName } from '../icons/shapes.tsx'

/** What a stage does to the world. */
export const EFFECTS = {
  pure: { word: 'Only reads', icon: 'read' },
  idempotent: { word: 'Safe to repeat', icon: 'repeat' },
  'once-or-ask': { word: 'Done once', icon: 'once' },
} as const satisfies Record<Effect, { readonly word: string; readonly icon: IconName }>
