import type { StallBudget } from '../../api/contract/stalls.ts'
import { usedWords } from '../derive/stall-words.ts'
import './stall-meter.css'

/** How much of what may stall has. Full: nothing is left. */
export function StallMeter({ budget }: { readonly budget: StallBudget }) {
  const { stalled, allowed, isSpent } = budget
  return (
    <meter
      className={isSpent ? 'stall-meter stall-meter-spent' : 'stall-meter'}
      min={0}
      max={Math.max(allowed, stalled, 1)}
      value={stalled}
      aria-label={usedWords(budget)}
    />
  )
}
