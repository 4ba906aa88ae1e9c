import type { PlanReport } from '../../api/contract/plan.ts'
import { EFFECTS } from '../words/effects.ts'

type Consequence = PlanReport['consequences'][number]

/** What somebody in a plan does to the world, and where what they are given goes. */
export function consequenceWords({ ref, effect, reaches }: Consequence): string {
  const name = ref.slice(ref.indexOf(':') + 1)
  const words = [
    ...(effect === 'pure' ? [] : [EFFECTS[effect].word.toLowerCase()]),
    ...(reaches === null ? [] : [`what it is given goes to ${reaches}`]),
  ]
  return `${name}: ${words.join(', and ')}.`
}
