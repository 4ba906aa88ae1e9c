import type { Effect } from '../workflow/workflow.ts'

/** From the loosest to the strictest. */
const EFFECTS = ['pure', 'idempotent', 'once-or-ask'] as const satisfies readonly Effect[]

/** The strictest of some effects; of none, `pure`. */
export function strictestEffect(effects: readonly Effect[]): Effect {
  return effects.reduce((strictest, effect) => (isLooser(strictest, effect) ? effect : strictest), 'pure')
}

export function isLooser(effect: Effect, than: Effect): boolean {
  return EFFECTS.indexOf(effect) < EFFECTS.indexOf(than)
}
